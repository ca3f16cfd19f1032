/**
 * The one table of `npm run bench`: for a terminal, and as Markdown with the machine it was measured on.
 */
import { table } from '../../../pipeline/cli/output.ts';
import type { Environment } from '../../../pipeline/contract/environment.ts';
import { type BenchRow, shownNumber, withUnit } from '../rows.ts';

const verdicts = { met: '✓ met', 'not met': '✗ not met', 'cannot tell': '? cannot tell' } as const;

const shownSpread = ({ spread }: BenchRow): string =>
  spread === null ? '' : `${shownNumber(spread.low)} to ${shownNumber(spread.high)} (${spread.of})`;

const cellsOf = (row: BenchRow): string[] => [
  row.bench,
  row.what,
  row.value === null ? '–' : withUnit(row.value, row.unit),
  shownSpread(row),
  row.goal === null ? '' : row.goal.text,
  row.goal === null ? '' : verdicts[row.goal.verdict],
  row.note,
];

const titles = ['bench', 'what', 'measured', 'spread', 'goal', '', 'note'];

export const terminalTable = (rows: readonly BenchRow[]): string =>
  table(
    titles.map((title, index) => ({ title, align: index === 2 || index === 3 || index === 4 ? 'right' : 'left' })),
    rows.map(cellsOf),
  );

export interface BenchReport {
  readonly started: string;
  readonly minutes: number;
  readonly short: boolean;
  readonly environment: Environment;
  /** Program and version, of those that benches use beside ours. */
  readonly programs: Readonly<Record<string, string>>;
  readonly rows: readonly BenchRow[];
}

export const goalCounts = (rows: readonly BenchRow[]): string => {
  const count = (verdict: string) => rows.filter(({ goal }) => goal?.verdict === verdict).length;
  const unmeasured = rows.filter(({ value }) => value === null).length;
  return `${count('met')} goals met, ${count('not met')} not met, ${count('cannot tell')} cannot be told; ${unmeasured} not measured`;
};

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;

/** A core that others hold for half of the time is a busy machine. */
const BUSY_LOAD = 0.5;

/** What has to be known before a figure is believed. */
export function remarksOn({ short, environment: { load_at_start } }: BenchReport): string[] {
  return [
    ...(short ? ['Short sizes: these figures show that the benches work, and nothing else.'] : []),
    ...(load_at_start > BUSY_LOAD
      ? [`Others used this machine: its load was ${load_at_start.toFixed(2)} at the start. Seconds and their goals mean little.`]
      : []),
  ];
}

export function markdownReport(report: BenchReport): string {
  const { started, minutes, environment, programs, rows } = report;
  const { cores, cpu_model, memory_bytes, os_release, load_at_start, git_revision, versions } = environment;
  const gigabytes = (memory_bytes / 1e9).toFixed(1);
  const tools = Object.entries({ Node: versions.node ?? 'unknown', ...programs }).map(([name, version]) => `${name} ${version}`);
  return [
    '# Bench',
    '',
    `${started}, ${minutes.toFixed(1)} minutes, ${cores} cores of ${cpu_model}, ${gigabytes} GB, ${os_release}; load at the start ${load_at_start.toFixed(2)}.`,
    `Commit ${git_revision ?? 'unknown'}. ${tools.join(', ')}.`,
    ...remarksOn(report).flatMap((remark) => ['', `**${remark}**`]),
    '',
    `${goalCounts(rows)}.`,
    '',
    line(titles),
    line(titles.map((_, index) => (index >= 2 && index <= 4 ? '---:' : '---'))),
    ...rows.map((row) => line(cellsOf(row))),
    '',
  ].join('\n');
}
