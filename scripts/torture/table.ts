/** What was survived, as a table in Markdown: one row for each fault on each activity. */
import type { Row } from './campaign.ts';
import type { Trial } from './trial.ts';

export const isSurvived = (row: Row): boolean =>
  row.obstacle !== null || (row.trials.every(({ wrong }) => wrong.length === 0) && row.trials.some(({ isStruck }) => isStruck));

const sum = (trials: readonly Trial[], value: (trial: Trial) => number): number =>
  trials.reduce((total, trial) => total + value(trial), 0);

/** What it came to, in one sentence. */
export function outcomeOf({ obstacle, trials }: Row): string {
  if (obstacle !== null) return `not possible here: ${obstacle}`;
  const missed = trials.filter(({ isStruck }) => !isStruck).length;
  const ends = new Set(trials.map(({ end }) => end).filter((end) => end !== '' && end !== 'done' && end !== 'killed'));
  const means = new Set(trials.map((trial) => trial.means).filter((each) => each !== ''));
  const failures: Record<string, number> = {};
  for (const { failed } of trials)
    for (const [code, jobs] of Object.entries(failed)) failures[code] = (failures[code] ?? 0) + jobs;
  const parts = [
    `${sum(trials, ({ acknowledged }) => acknowledged)} acknowledged`,
    `${sum(trials, ({ lost }) => lost)} lost`,
    `${sum(trials, ({ twice }) => twice)} twice`,
    `${sum(trials, ({ resumed }) => resumed)} resumed`,
    ...Object.entries(failures).map(([code, jobs]) => `${jobs} failed as ${code}`),
    ...(ends.size > 0 ? [`said ${[...ends].join(', ')}`] : []),
    ...(missed > 0 ? [`${missed} ended before they could be struck`] : []),
  ];
  return `${parts.join(', ')}${means.size > 0 ? ` (${[...means].join('; ')})` : ''}`;
}

export function markdownTable(rows: readonly Row[]): string {
  const lines = rows.map((row) => {
    const tried = row.trials.filter(({ isStruck }) => isStruck).length;
    const survived = row.trials.filter(({ isStruck, wrong }) => isStruck && wrong.length === 0).length;
    const counts = row.obstacle === null ? [String(tried), String(survived)] : ['–', '–'];
    return [row.fault, row.activity, ...counts, outcomeOf(row)];
  });
  const table = [['fault', 'activity', 'tried', 'survived', 'what it came to'], ...lines];
  const widths = table[0]?.map((_, column) => Math.max(...table.map((line) => line[column]?.length ?? 0))) ?? [];
  const drawn = (line: readonly string[]) => `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  const [head = [], ...body] = table;
  return [drawn(head), rule, ...body.map(drawn)].join('\n');
}

/** What went wrong, for whoever mends it. */
export const complaints = (rows: readonly Row[]): string[] =>
  rows.flatMap(({ fault, activity, trials }) =>
    trials.flatMap(({ wrong }, round) => wrong.map((sentence) => `${fault}, ${activity}, round ${round + 1}: ${sentence}`)),
  );
