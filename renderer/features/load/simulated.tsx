/** What the model made of the test itself, and of other machines and users: the tables of a simulation. */
import type { ReactNode } from 'react';
import type { LoadResult } from '../../../pipeline/analysis/load/result.ts';
import type { LoadShape } from '../../../pipeline/contract/load.ts';
import type { Against, ForetoldProjection, Projection, Simulation, Spread } from '../../../pipeline/contract/simulation.ts';
import { CopyTable } from '../../ui/copy-table.tsx';
import { count, percent, seconds } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { Table } from '../../ui/table.tsx';
import type { Column } from '../../ui/table-columns.ts';
import styles from './load-screen.module.css';
import { signed } from './load-words.ts';
import { type PredictionRow, predictionRows } from './prediction-rows.ts';

interface SimulatedProps {
  readonly simulation: Simulation & { readonly projections: readonly ForetoldProjection[] };
  readonly result: LoadResult;
  readonly shape: LoadShape | null;
}

export function Simulated({ simulation: { validation, projections }, result, shape }: SimulatedProps) {
  const checks: Check[] = [
    { name: 'From the first moment to the last end', found: validation.makespan },
    ...(validation.p50 === null ? [] : [{ name: 'Latency p50', found: validation.p50 }]),
    ...(validation.p95 === null ? [] : [{ name: 'Latency p95', found: validation.p95 }]),
  ];
  const predictions = predictionRows(projections, result, shape);
  const cautions = [...new Set(projections.flatMap((projection) => projection.cautions))];
  return (
    <>
      <Titled title="This test, simulated" copy={<CopyTable name="this test, simulated" columns={checkColumns} rows={checks} />}>
        <Table name="This test, simulated" columns={checkColumns} rows={checks} keyOf={({ name }) => name} />
      </Titled>
      <Titled title="Projections" copy={<CopyTable name="the projections" columns={projectionColumns} rows={projections} />}>
        <Table name="Projections" columns={projectionColumns} rows={projections} keyOf={keyOf} />
      </Titled>
      {predictions.length === 0 ? null : <Predictions rows={predictions} />}
      {cautions.map((caution) => (
        <Notice key={caution} tone="warn">
          {caution}
        </Notice>
      ))}
    </>
  );
}

function Predictions({ rows }: { readonly rows: readonly PredictionRow[] }) {
  const columns = predictionColumns(rows[0]?.simulated.map(({ on }) => on) ?? []);
  return (
    <Titled
      title="What the report predicts for 100 users"
      copy={<CopyTable name="the predictions" columns={columns} rows={rows} />}
    >
      <Table name="Predictions" columns={columns} rows={rows} keyOf={({ component }) => component} />
    </Titled>
  );
}

interface TitledProps {
  readonly title: string;
  readonly copy: ReactNode;
  readonly children: ReactNode;
}

export function Titled({ title, copy, children }: TitledProps) {
  return (
    <section className={styles.titled} aria-label={title}>
      <header>
        <h3>{title}</h3>
        {copy}
      </header>
      {children}
    </section>
  );
}

const cameTrue = { true: 'Comes true: ', false: 'Does not come true: ', null: '' } as const;

const predictionColumns = (machines: readonly string[]): readonly Column<PredictionRow>[] => [
  { key: 'component', title: 'Part', value: ({ component }) => component },
  { key: 'predicted', title: 'Predicted', value: ({ predicted }) => predicted, show: ({ predicted }) => wrapped(predicted) },
  {
    key: 'measured',
    title: 'Measured here',
    hint: 'By this test, if it was one of 100 users',
    value: ({ measured }) => measured,
    show: ({ measured }) => wrapped(measured ?? 'not measured'),
  },
  ...machines.map((machine, place): Column<PredictionRow> => {
    const words = ({ simulated }: PredictionRow): string | null => {
      const found = simulated[place];
      return found === undefined ? null : `${cameTrue[`${found.comes_true}`]}${found.found}`;
    };
    return { key: machine, title: `Simulated on ${machine}`, value: words, show: (row) => wrapped(words(row) ?? '–') };
  }),
];

const wrapped = (text: string) => <span className={styles.evidence}>{text}</span>;

interface Check {
  readonly name: string;
  readonly found: Against;
}

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
