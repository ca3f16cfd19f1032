/** The columns of a contrast's stages: both sides, their ratio as figures and drawn, cores busy, and the verdict of each stage. */
import type { CompareMetric, Effect, Interval } from '../../../pipeline/contract/comparison.ts';
import type { IntervalAxis } from '../../charts/interval-axis.ts';
import { IntervalMark, type MarkTone } from '../../charts/interval-mark.tsx';
import { Badge } from '../../ui/badge.tsx';
import { ledgerSeconds, ratio } from '../../ui/format.ts';
import type { Column } from '../../ui/table-columns.ts';
import { StageName } from '../run-detail/stage-name.tsx';
import { effectTone, intervalText, metricNames, ratioNumber, ratioText, secondsText, verdictWords } from './effect-words.ts';
import { IntervalCell } from './interval-cell.tsx';
import { reasonOf, rowName, type StageRow } from './stage-rows.ts';
import styles from './stages-tab.module.css';

const name: Column<StageRow> = {
  key: 'stage',
  title: 'Stage',
  value: rowName,
  show: (row) => (
    <span className={styles.name}>
      {row.kind === 'stage' && row.stage !== null ? <StageName stage={row.stage} /> : null}
      {row.kind === 'idle_spin' ? <span className={styles.inside}>idle spin, in ocr</span> : null}
      {row.kind === 'total' ? 'all stages' : null}
      {row.isControl ? (
        <small className={styles.faint} title="The change cannot move this stage: if it moves, the machine moved.">
          control
        </small>
      ) : null}
    </span>
  ),
};

const seconds = (key: 'a' | 'b', title: string, hint: string): Column<StageRow> => ({
  key,
  title,
  hint,
  numeric: true,
  value: (row) => row[key]?.estimate ?? null,
  text: (row) => secondsText(row[key]),
  show: (row) => <IntervalCell interval={row[key]} text={ledgerSeconds} />,
});

const coresOf = (key: 'coresA' | 'coresB', side: string): Column<StageRow> => ({
  key,
  title: `Cores ${side}`,
  hint: `Cores busy on side ${side}: CPU seconds over wall seconds, with its 95 % interval`,
  numeric: true,
  value: (row) => row[key]?.estimate ?? null,
  text: (row) => intervalText(row[key], ratio),
  show: (row) => (row.kind === 'idle_spin' ? '' : <IntervalCell interval={row[key]} text={ratio} />),
});

const coresText = (cores: Interval | null): string => ratio(cores?.estimate);

const cores: Column<StageRow> = {
  key: 'cores',
  title: 'Cores busy',
  hint: 'CPU seconds over wall seconds, side a and then the other; intervals over the figures and in the copied table',
  numeric: true,
  value: ({ coresB }) => coresB?.estimate ?? null,
  text: ({ coresA, coresB }) => `${intervalText(coresA, ratio)} → ${intervalText(coresB, ratio)}`,
  show: ({ kind, coresA, coresB }) =>
    kind === 'idle_spin' ? (
      ''
    ) : (
      <span title={`${intervalText(coresA, ratio)} → ${intervalText(coresB, ratio)}`}>
        {coresText(coresA)} → {coresText(coresB)}
      </span>
    ),
};

const verdict: Column<StageRow> = {
  key: 'verdict',
  title: 'Verdict',
  value: ({ effect }) => effect?.verdict ?? null,
  text: (row) => verdictOf(row),
  show: (row) => (
    <span title={reasonOf(row)}>
      {row.effect === null ? (
        <small className={styles.faint}>{verdictOf(row)}</small>
      ) : (
        <Badge tone={row.control?.moved ? 'warn' : effectTone(row.effect.verdict)}>{verdictOf(row)}</Badge>
      )}
    </span>
  ),
};

export function verdictOf({ effect, control }: StageRow): string {
  if (control?.moved) return 'moved';
  return effect === null ? 'not judged' : verdictWords[effect.verdict];
}

export const markTone = ({ effect, control }: StageRow): MarkTone =>
  effect === null ? 'plain' : control?.moved ? 'warn' : effectTone(effect.verdict);

const estimate: Column<StageRow> = {
  key: 'ratio',
  title: 'Ratio',
  hint: 'The side over side a, paired by document and pass: below 1 is less; with its 95 % interval',
  numeric: true,
  value: ({ effect }) => effect?.ratio?.estimate ?? null,
  text: ({ effect }) => ratioText(effect?.ratio ?? null),
  show: ({ effect }) => <IntervalCell interval={effect?.ratio ?? null} text={ratioNumber} />,
};

/** The drawing takes the width that the figures leave. */
const drawing = (axis: IntervalAxis, materiality: number, metric: CompareMetric): Column<StageRow> => ({
  key: 'drawing',
  title: metric === 'cpu' ? '← less CPU · more CPU →' : '← less time · more time →',
  hint: 'Dot: ratio to side a. Line: its 95 % interval. Grey band: changes that do not matter. An arrow: it goes on.',
  width: '100%',
  actions: true,
  value: () => null,
  show: (row) => (
    <div className={styles.drawing}>
      <IntervalMark
        axis={axis}
        interval={row.effect?.ratio ?? null}
        materiality={materiality}
        tone={markTone(row)}
        hollow={row.isControl}
      />
    </div>
  ),
});

interface ColumnsOf {
  readonly side: string;
  readonly metric: CompareMetric;
  readonly materiality: number;
  readonly axis: IntervalAxis;
  /** There is room for the intervals of the cores. */
  readonly wide: boolean;
}

export function stageColumns({ side, metric, materiality, axis, wide }: ColumnsOf): readonly Column<StageRow>[] {
  const unit = `${metricNames[metric]} s`;
  return [
    name,
    seconds('a', `a, ${unit}`, `${unit} per document on side a, mean and 95 % interval over passes`),
    seconds('b', `${side}, ${unit}`, `${unit} per document on side ${side}, mean and 95 % interval over passes`),
    estimate,
    drawing(axis, materiality, metric),
    ...(wide ? [coresOf('coresA', 'a'), coresOf('coresB', side)] : [cores]),
    verdict,
  ];
}

/** What is copied: each figure and each end of an interval on its own, and the reasons. */
export function copiedStageColumns(side: string, metric: CompareMetric): readonly Column<StageRow>[] {
  const unit = `${metricNames[metric]} s`;
  const of = (key: string, title: string, value: (row: StageRow) => number | null): Column<StageRow> => ({
    key,
    title,
    numeric: true,
    value,
  });
  const interval = (key: string, title: string, read: (row: StageRow) => Interval | null | undefined): Column<StageRow>[] => [
    of(key, title, (row) => read(row)?.estimate ?? null),
    of(`${key}-low`, `${title} low`, (row) => read(row)?.low ?? null),
    of(`${key}-high`, `${title} high`, (row) => read(row)?.high ?? null),
  ];
  const effect = (key: string, title: string, read: (effect: Effect) => number | null) =>
    of(key, title, (row) => (row.effect === null ? null : read(row.effect)));
  return [
    name,
    ...interval('a', `a, ${unit}`, ({ a }) => a),
    ...interval('b', `${side}, ${unit}`, ({ b }) => b),
    ...interval('ratio', 'Ratio', (row) => row.effect?.ratio),
    effect('bootstrap-low', 'Bootstrap low', ({ bootstrap }) => bootstrap?.low ?? null),
    effect('bootstrap-high', 'Bootstrap high', ({ bootstrap }) => bootstrap?.high ?? null),
    effect('p', 'p', ({ p }) => p),
    effect('p-holm', 'p after Holm', ({ p_holm }) => p_holm),
    ...interval('cores-a', 'Cores a', ({ coresA }) => coresA),
    ...interval('cores-b', `Cores ${side}`, ({ coresB }) => coresB),
    { key: 'control', title: 'Control', value: ({ isControl }) => (isControl ? 'yes' : 'no') },
    verdict,
    { key: 'reason', title: 'Reason', value: reasonOf },
  ];
}
