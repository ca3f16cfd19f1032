/**
 * A push as a terminal shows it: what was found, what came of it, what was done before.
 */

import colors from 'picocolors';
import { plural } from '../contract/plural.ts';
import type { PreflightLine, PushRecord, PushResult } from '../contract/postgres.ts';
import { alarm, caution, faint, print, table } from './output.ts';

const signs: Readonly<Record<PreflightLine['state'], string>> = {
  ok: colors.green('✓'),
  note: caution('!'),
  missing: caution('+'),
  problem: alarm('✗'),
};

/** On stderr: it is told while the push goes on. */
export function printPreflight(lines: readonly PreflightLine[]): void {
  for (const { state, text, error } of lines)
    process.stderr.write(`${signs[state]} ${text}${error === null ? '' : faint(` [${error.code}]`)}\n`);
}

const whole = (value: number): string => value.toLocaleString('en');

export function printPushResult(target: string, { runs, dry_run, seconds }: PushResult): void {
  const rows = runs.map((run) => [
    run.run.slice(0, 8),
    whole(run.rows),
    whole(run.inserted),
    whole(run.rows - run.inserted),
    whole(run.jobs_inserted),
    run.checksum === null ? '–' : run.checksum.slice(0, 16),
  ]);
  print(
    table(
      [
        { title: 'run', align: 'left' },
        { title: 'rows' },
        { title: dry_run ? 'to insert' : 'inserted' },
        { title: 'there before' },
        { title: dry_run ? 'jobs to insert' : 'jobs inserted' },
        { title: 'checksum', align: 'left' },
      ],
      rows,
    ),
  );
  const sum = runs.reduce((total, run) => total + run.rows, 0);
  print(
    dry_run
      ? `Nothing was written to ${target}.`
      : `${target} holds all ${plural(sum, 'row')}; count and checksum are the same on both sides. ${seconds.toFixed(1)} s`,
  );
}

export function printPushes(pushes: readonly PushRecord[], short: (id: string) => string): void {
  print(
    table(
      [
        { title: 'when', align: 'left' },
        { title: 'to', align: 'left' },
        { title: 'runs', align: 'left' },
        { title: 'inserted' },
        { title: 'outcome', align: 'left' },
      ],
      pushes.map((push) => [
        push.started_at.slice(0, 19).replace('T', ' '),
        push.target,
        push.runs.map(short).join(', '),
        push.result === null ? '–' : whole(push.result.runs.reduce((sum, run) => sum + run.inserted, 0)),
        outcomeOf(push),
      ]),
    ),
  );
}

function outcomeOf({ ended_at, dry_run, error }: PushRecord): string {
  if (error !== null) return error.code === 'call.cancelled' ? 'cancelled' : error.code;
  if (ended_at === null) return 'not ended';
  return dry_run ? 'dry run' : 'complete';
}
