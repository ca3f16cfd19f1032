/** The load test simulated beside what was measured, and what the model says of other machines and more users. */
import { useId, useMemo, useState } from 'react';
import type { LoadFacts } from '../../../pipeline/contract/load.ts';
import { defaultPathMix } from '../../../pipeline/contract/run.ts';
import type { Against, Projection, ScenarioWish, Spread } from '../../../pipeline/contract/simulation.ts';
import { useAsk } from '../../ui/bridge.ts';
import { CopyTable } from '../../ui/copy-table.tsx';
import { count, percent, seconds } from '../../ui/format.ts';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Table } from '../../ui/table.tsx';
import type { Column } from '../../ui/table-columns.ts';
import { Waiting } from '../../ui/waiting.tsx';
import field from '../run/setup/fields.module.css';
import styles from './load-screen.module.css';
import { numbersOf } from './number-list.ts';

const SEEDS = 100;
const DOCUMENTS_PER_USER = 5;

export function SimulationPanel({ facts }: { readonly facts: LoadFacts }) {
  const [users, setUsers] = useState('50, 100');
  const [cores, setCores] = useState([...new Set([facts.cores, 16])].join(', '));
  const scenarios = useMemo(() => scenariosOf(facts, users, cores), [facts, users, cores]);
  return (
    <Panel
      title="On another machine"
      hint="The documents of this test, simulated: first the test itself, to know how far the model is off, then other machines."
    >
      <div className={styles.fields}>
        <ListField label="Users" text={users} onText={setUsers} />
        <ListField label="Cores" text={cores} onText={setCores} />
      </div>
      {scenarios === null ? (
        <Notice tone="warn">Give whole numbers from 1 to 1,024, by commas; up to five of each.</Notice>
      ) : (
        <Simulated run={facts.run} scenarios={scenarios} />
      )}
    </Panel>
  );
}

interface ListFieldProps {
  readonly label: string;
  readonly text: string;
  onText(text: string): void;
}

function ListField({ label, text, onText }: ListFieldProps) {
  const id = useId();
  return (
    <div className={field.field}>
      <label htmlFor={id} className={field.label}>
        {label}
      </label>
      <input id={id} className={field.input} type="text" value={text} onChange={({ target }) => onText(target.value)} />
      <p className={field.hint}>One or more, by commas.</p>
    </div>
  );
}

function scenariosOf(facts: LoadFacts, users: string, cores: string): ScenarioWish[] | null {
  const manyUsers = numbersOf(users);
  const manyCores = numbersOf(cores);
  if (manyUsers === null || manyCores === null) return null;
  const { workers, 'ocr.threads': threads } = facts.settings;
  return manyUsers.flatMap((wanted) =>
    manyCores.map((machine) => ({
      users: wanted,
      documents_per_user: DOCUMENTS_PER_USER,
      profile: 'burst',
      cores: machine,
      workers: machine === facts.cores ? workers : Math.max(1, Math.floor(machine / threads)),
      queue_limit: facts.plan.limits.max_queue,
      fast_share: defaultPathMix.fast,
    })),
  );
}

function Simulated({ run, scenarios }: { readonly run: string; readonly scenarios: readonly ScenarioWish[] }) {
  const made = useAsk('simulations.make', { run, scenarios: [...scenarios], seed: 1, seeds: SEEDS });
  if (made.state === 'waiting') return <Waiting what="the simulation" />;
  if (made.state === 'failed') return <ErrorNotice error={made.error} />;
  const { validation, projections } = made.value;
  const checks: Check[] = [
    { name: 'From the first moment to the last end', found: validation.makespan },
    ...(validation.p50 === null ? [] : [{ name: 'Latency p50', found: validation.p50 }]),
    ...(validation.p95 === null ? [] : [{ name: 'Latency p95', found: validation.p95 }]),
  ];
  const cautions = [...new Set(projections.flatMap((projection) => projection.cautions))];
  return (
    <>
      <Table name="This test, simulated" columns={checkColumns} rows={checks} keyOf={({ name }) => name} />
      <CopyTable name="the projections" columns={projectionColumns} rows={projections} />
      <Table name="Projections" columns={projectionColumns} rows={projections} keyOf={keyOf} />
      {cautions.map((caution) => (
        <Notice key={caution} tone="warn">
          {caution}
        </Notice>
      ))}
    </>
  );
}

interface Check {
  readonly name: string;
  readonly found: Against;
}

const signed = (error: number): string => `${error >= 0 ? '+' : '−'}${percent(Math.abs(error))}`;

const checkColumns: readonly Column<Check>[] = [
  { key: 'name', title: 'This test', value: ({ name }) => name },
  {
    key: 'measured',
    title: 'Measured, s',
    numeric: true,
    value: ({ found }) => found.measured,
    text: ({ found }) => seconds(found.measured),
  },
  {
    key: 'simulated',
    title: 'Simulated, s',
    numeric: true,
    value: ({ found }) => found.simulated,
    text: ({ found }) => seconds(found.simulated),
  },
  { key: 'error', title: 'Off by', numeric: true, value: ({ found }) => found.error, text: ({ found }) => signed(found.error) },
];

const keyOf = ({ scenario: { users, cores, workers } }: Projection): string => `${users} ${cores} ${workers}`;
const spreadText = ({ mean, low, high }: Spread): string => `${seconds(mean)} (${seconds(low)} to ${seconds(high)})`;
const spreadColumn = (key: string, title: string, of: (projection: Projection) => Spread): Column<Projection> => ({
  key,
  title,
  numeric: true,
  value: (projection) => of(projection).mean,
  text: (projection) => spreadText(of(projection)),
});

const projectionColumns: readonly Column<Projection>[] = [
  {
    key: 'users',
    title: 'Users',
    numeric: true,
    value: ({ scenario }) => scenario.users,
    text: ({ scenario }) => count(scenario.users),
  },
  { key: 'cores', title: 'Cores', numeric: true, value: ({ scenario }) => scenario.cores },
  { key: 'workers', title: 'Workers', numeric: true, value: ({ scenario }) => scenario.workers },
  spreadColumn('makespan', 'Took, s', ({ makespan_seconds }) => makespan_seconds),
  spreadColumn('p95', 'p95, s', ({ latency_seconds }) => latency_seconds.p95),
  {
    key: 'p95_error',
    title: 'p95 with the model’s error, s',
    numeric: true,
    value: ({ with_error }) => with_error?.p95_seconds?.high ?? null,
    text: ({ with_error }) =>
      with_error?.p95_seconds == null ? '–' : `${seconds(with_error.p95_seconds.low)} to ${seconds(with_error.p95_seconds.high)}`,
  },
  spreadColumn('p99', 'p99, s', ({ latency_seconds }) => latency_seconds.p99),
  {
    key: 'queue',
    title: 'Longest queue',
    numeric: true,
    value: ({ longest_queue }) => longest_queue.mean,
    text: ({ longest_queue: { mean, low, high } }) => `${mean.toFixed(0)} (${low.toFixed(0)} to ${high.toFixed(0)})`,
  },
  { key: 'cpu', title: 'CPU', numeric: true, value: ({ cpu }) => cpu.mean, text: ({ cpu }) => percent(cpu.mean, 0) },
];
