/** With what the run was measured: settings, machine, versions, plan. */

import type { Json, JsonObject, RunRecord } from '../../../pipeline/contract/run.ts';
import { defaultSettings, type SettingKey, settingDefinitions, settingKeys } from '../../../pipeline/contract/settings.ts';
import { Badge } from '../../ui/badge.tsx';
import { CopyTable } from '../../ui/copy-table.tsx';
import { bytes, percent } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { Table } from '../../ui/table.tsx';
import type { Column } from '../../ui/table-columns.ts';
import styles from './settings-tab.module.css';
import { Warnings } from './warnings.tsx';

interface Row {
  readonly name: string;
  readonly value: string;
  /** What the name means, or what the value would be by default. */
  readonly note: string;
  readonly changed?: boolean;
}

const columns: readonly Column<Row>[] = [
  { key: 'name', title: 'Name', value: ({ name }) => name },
  {
    key: 'value',
    title: 'Value',
    value: ({ value }) => value,
    show: ({ value, changed }) => (
      <span className={styles.value}>
        {value} {changed ? <Badge tone="accent">changed</Badge> : null}
      </span>
    ),
  },
];
const settingColumns: readonly Column<Row>[] = [
  ...columns,
  { key: 'note', title: 'Meaning', value: ({ note }) => note, show: ({ note }) => <span className={styles.note}>{note}</span> },
];

const printed = (value: Json | undefined): string => {
  if (value === null || value === undefined) return 'not known';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(printed).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

function settingRows(settings: JsonObject): Row[] {
  const names = [...settingKeys, ...Object.keys(settings).filter((name) => !(settingKeys as string[]).includes(name))];
  return names.map((name) => {
    const usual = defaultSettings[name as SettingKey];
    const value = settings[name] ?? usual;
    const sentence = settingDefinitions[name as SettingKey]?.sentence ?? 'A setting that this version does not know.';
    const changed = value !== usual;
    return {
      name,
      value: printed(value),
      note: changed && usual !== undefined ? `${sentence} Default: ${usual}.` : sentence,
      changed,
    };
  });
}

/** How what is known of a machine is read; the rest is printed as it is. */
const environmentWords: Readonly<Record<string, { name: string; text?: (value: number) => string }>> = {
  host: { name: 'process host' },
  os_release: { name: 'operating system release' },
  cpu_model: { name: 'processor' },
  core_quota: { name: 'cores allowed by the control group' },
  governor: { name: 'frequency governor' },
  memory_bytes: { name: 'memory', text: bytes },
  free_memory_bytes: { name: 'free memory at the start', text: bytes },
  load_at_start: { name: 'load at the start' },
  steal: { name: 'CPU time kept by the hypervisor', text: percent },
  gpu_libraries: { name: 'graphics libraries loaded' },
  git_revision: { name: 'revision of the checkout' },
};

const rowsOf = (values: JsonObject): Row[] =>
  Object.entries(values).map(([key, value]) => {
    const words = environmentWords[key];
    const value_ = typeof value === 'number' && words?.text !== undefined ? words.text(value) : printed(value);
    return { name: words?.name ?? key.replaceAll('_', ' '), value: value_, note: '' };
  });

export function SettingsTab({ run }: { readonly run: RunRecord }) {
  const { versions, ...environment } = run.environment;
  const named = typeof versions === 'object' && versions !== null && !Array.isArray(versions) ? versions : {};
  return (
    <div className={styles.panels}>
      <Warnings warnings={run.warnings} />
      <div className={styles.columns}>
        <NamedTable title="Settings" rows={settingRows(run.settings)} columns={settingColumns} />
        <div className={styles.panels}>
          <NamedTable
            title="Plan"
            rows={[...rowsOf(run.plan), { name: 'results', value: run.output_folder ?? 'not kept', note: '' }]}
            columns={columns}
          />
          <NamedTable title="Environment" rows={rowsOf(environment)} columns={columns} />
          <NamedTable
            title="Versions"
            rows={Object.entries(named).map(([name, value]) => ({ name, value: printed(value), note: '' }))}
            columns={columns}
          />
        </div>
      </div>
    </div>
  );
}

interface NamedTableProps {
  readonly title: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
}

function NamedTable({ title, rows, columns: shown }: NamedTableProps) {
  if (rows.length === 0) return null;
  return (
    <Panel title={title} actions={<CopyTable name={title.toLowerCase()} columns={shown} rows={rows} />}>
      <Table name={title} columns={shown} rows={rows} keyOf={({ name }) => name} isMarked={({ changed }) => changed === true} />
    </Panel>
  );
}
