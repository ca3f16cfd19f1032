/** More than two sides: each against each, what each did to every stage, and the trend over the values of the one setting. */
import type { Comparison, Effect, SideResult } from '../../../pipeline/contract/comparison.ts';
import { stageNames } from '../../../pipeline/contract/stages.ts';
import { SweepChart } from '../../charts/sweep-chart.tsx';
import { CopyTable } from '../../ui/copy-table.tsx';
import { count, ledgerSeconds } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { Table } from '../../ui/table.tsx';
import type { Column } from '../../ui/table-columns.ts';
import { effectTone, intervalText, metricNames, ratioNumber, ratioText, verdictWords } from './effect-words.ts';
import { IntervalCell } from './interval-cell.tsx';
import styles from './matrix-tab.module.css';

interface MatrixRow {
  readonly side: SideResult;
  readonly cells: readonly (Effect | null)[];
}

const textOf = (effect: Effect | null, reference: boolean): string => {
  if (effect === null) return reference ? 'itself' : '–';
  return `${ratioText(effect.ratio)}, ${verdictWords[effect.verdict]}`;
};

/** A ratio with its interval and its verdict in words, on the verdict's colour. */
function EffectCell({ effect, reference }: { readonly effect: Effect | null; readonly reference: boolean }) {
  if (effect === null) return <span className={styles.faint}>{reference ? 'itself' : '–'}</span>;
  return (
    <span className={`${styles.cell} ${styles[effectTone(effect.verdict)]}`} title={effect.reason}>
      <IntervalCell interval={effect.ratio} text={ratioNumber} />
      <span className={styles.word}>{verdictWords[effect.verdict]}</span>
    </span>
  );
}

const sideColumn: Column<MatrixRow> = {
  key: 'side',
  title: 'Side',
  value: ({ side }) => `${side.name}: ${side.label}`,
  show: ({ side }) => (
    <span className={styles.side} title={side.label}>
      <strong>{side.name}</strong> <bdi>{side.label}</bdi>
    </span>
  ),
};

export function MatrixTab({ comparison }: { readonly comparison: Comparison }) {
  const { sides, matrix, metric, sweep, contrasts } = comparison;
  const pairs: readonly MatrixRow[] = sides.map((side, at) => ({ side, cells: matrix[at] ?? [] }));
  const pairColumns = [
    sideColumn,
    ...sides.map((side, at) => effectColumn(`over ${side.name}`, side.label, at, (row) => row.side.name === side.name)),
  ];
  const shown = stageNames.filter((stage) => contrasts.some(({ stages }) => stages[stage] !== undefined));
  const perStage: readonly MatrixRow[] = sides.map((side) => {
    const contrast = contrasts.find((candidate) => candidate.side === side.name);
    return {
      side,
      cells: [...shown.map((stage) => contrast?.stages[stage]?.[metric] ?? null), contrast?.[metric] ?? null],
    };
  });
  const isFirst = (row: MatrixRow): boolean => row.side === sides[0];
  const stageColumns = [
    sideColumn,
    ...shown.map((stage, at) => effectColumn(stage, `Ratio of ${stage} to side a`, at, isFirst)),
    effectColumn('all stages', 'Ratio of all stages to side a', shown.length, isFirst),
  ];
  return (
    <div className={styles.panels}>
      {sweep === null ? null : <SweepPanel comparison={comparison} settingKey={sweep.key} values={sweep.values} />}
      <Panel
        title="Every side against every other"
        hint={`Ratio of ${metricNames[metric]} seconds per document, the row over the column, with its 95 % interval: below 1 the row needs less.`}
        actions={<CopyTable name="matrix" columns={pairColumns} rows={pairs} />}
      >
        <Table compact name="Every side against every other" columns={pairColumns} rows={pairs} keyOf={({ side }) => side.name} />
      </Panel>
      <Panel
        title="Sides and stages"
        hint={`Ratio of ${metricNames[metric]} seconds to side a, with its 95 % interval.`}
        actions={<CopyTable name="sides and stages" columns={stageColumns} rows={perStage} />}
      >
        <Table compact name="Sides and stages" columns={stageColumns} rows={perStage} keyOf={({ side }) => side.name} />
      </Panel>
    </div>
  );
}

const effectColumn = (title: string, hint: string, at: number, isReference: (row: MatrixRow) => boolean): Column<MatrixRow> => ({
  key: title,
  title,
  hint,
  numeric: true,
  value: ({ cells }) => cells[at]?.ratio?.estimate ?? null,
  text: (row) => textOf(row.cells[at] ?? null, isReference(row)),
  show: (row) => <EffectCell effect={row.cells[at] ?? null} reference={isReference(row)} />,
});

interface SweepRow {
  readonly value: string;
  readonly side: SideResult;
}

interface SweepPanelProps {
  readonly comparison: Comparison;
  readonly settingKey: string;
  readonly values: readonly string[];
}

const perHour = (value: number): string => count(Math.round(value));

function SweepPanel({ comparison: { sides }, settingKey, values }: SweepPanelProps) {
  const rows: readonly SweepRow[] = sides.map((side, at) => ({ value: values[at] ?? side.label, side }));
  // Numbers in their order, whatever the order of the sides.
  const ordered = rows.toSorted((one, other) => Number(one.value) - Number(other.value) || 0);
  const columns: readonly Column<SweepRow>[] = [
    { key: 'value', title: settingKey, value: ({ value, side }) => `${value} (${side.name})` },
    {
      key: 'cpu',
      title: 'CPU s per document',
      numeric: true,
      value: ({ side }) => side.cpu_seconds?.estimate ?? null,
      text: ({ side }) => intervalText(side.cpu_seconds, ledgerSeconds),
      show: ({ side }) => <IntervalCell interval={side.cpu_seconds} text={ledgerSeconds} />,
    },
    {
      key: 'per-hour',
      title: 'Documents per CPU-hour',
      numeric: true,
      value: ({ side }) => side.documents_per_cpu_hour?.estimate ?? null,
      text: ({ side }) => intervalText(side.documents_per_cpu_hour, perHour),
      show: ({ side }) => <IntervalCell interval={side.documents_per_cpu_hour} text={perHour} />,
    },
  ];
  return (
    <Panel
      title={`Over the values of ${settingKey}`}
      hint="Mean of warm documents; the whiskers are 95 % intervals over passes."
      actions={<CopyTable name="sweep" columns={columns} rows={ordered} />}
    >
      <div className={styles.beside}>
        <SweepChart
          setting={settingKey}
          points={ordered.map(({ value, side }) => ({
            value,
            cpuSeconds: side.cpu_seconds,
            documentsPerHour: side.documents_per_cpu_hour,
          }))}
        />
        <Table
          compact
          name={`Over the values of ${settingKey}`}
          columns={columns}
          rows={ordered}
          keyOf={({ side }) => side.name}
        />
      </div>
    </Panel>
  );
}
