/** The arrivals of a load test: planned before the first is sent, then kept as they go on. */
import type { Arrival, KeptArrival, PlannedArrival } from '../contract/load.ts';
import { type Microseconds, toSeconds } from '../contract/units.ts';
import { insertInto } from './columns.ts';
import type { Connection } from './connection.ts';

const MICROSECONDS = 1e6;
const fromSeconds = (seconds: number | null): Microseconds | null =>
  seconds === null ? null : Math.round(seconds * MICROSECONDS);
const inSeconds = (us: Microseconds | null): number | null => (us === null ? null : toSeconds(us));

interface ArrivalRow {
  readonly planned_us: number;
  readonly path: KeptArrival['path'];
  readonly document: number;
  readonly sent_us: number | null;
  readonly answered_us: number | null;
  readonly ended_us: number | null;
  readonly status: number | null;
  readonly outcome: KeptArrival['outcome'];
  readonly job_id: string | null;
  readonly job_started_us: number | null;
  readonly job_ended_us: number | null;
  readonly state: 'queued' | 'running' | 'succeeded' | 'failed' | null;
  readonly is_at_work: 0 | 1;
}

const selectArrivals = `SELECT a.planned_us, a.path, a.document, a.sent_us, a.answered_us, a.ended_us, a.status, a.outcome, a.job_id,
    j.started_us AS job_started_us, j.ended_us AS job_ended_us, j.state, r.state = 'running' AS is_at_work
  FROM arrivals AS a JOIN runs AS r ON r.id = a.run_id LEFT JOIN jobs AS j ON j.id = a.job_id WHERE a.run_id = ? ORDER BY a.sequence`;

export const arrivalReader = (connection: Connection) => ({
  /**
   * In the order of their moments, in seconds from the run's origin. Where the load generator was stopped before it heard of a
   * job's end, the end is the one that the job itself has; where it was stopped before an upload became a job, that one failed.
   */
  loadArrivalsOf(runId: string): KeptArrival[] {
    return connection
      .statement<ArrivalRow>(selectArrivals)
      .all([runId])
      .map((row) => ({
        at: toSeconds(row.planned_us),
        path: row.path,
        document: row.document,
        sent: inSeconds(row.sent_us),
        answered: inSeconds(row.answered_us),
        ended: inSeconds(row.ended_us ?? (hasEnded(row) ? row.job_ended_us : null)),
        status: row.status,
        outcome: outcomeOf(row),
        job_id: row.job_id,
        job_started: inSeconds(row.job_started_us),
        job_ended: inSeconds(row.job_ended_us),
      }));
  },
});

function outcomeOf(row: ArrivalRow): KeptArrival['outcome'] {
  const { outcome, state, job_id, is_at_work } = row;
  const isAccepted = job_id !== null;
  if (outcome !== 'in_flight') return outcome;
  if (hasEnded(row)) return state === 'succeeded' ? 'completed' : 'failed';
  return isAccepted || is_at_work === 1 ? 'in_flight' : 'failed';
}

const hasEnded = ({ state }: ArrivalRow): boolean => state === 'succeeded' || state === 'failed';

export const arrivalWriter = (connection: Connection) => ({
  /** @param began when the load begins, in seconds from the run's origin: the planned moments count from it */
  planArrivals(runId: string, began: number, planned: readonly PlannedArrival[]): void {
    const insert = connection.statement(insertInto('arrivals', ['run_id', 'sequence', 'planned_us', 'path', 'document']));
    connection.transaction(() => {
      for (const [sequence, { at, path, document }] of planned.entries())
        insert.run({ run_id: runId, sequence, planned_us: fromSeconds(began + at), path, document });
    });
  },

  /** What has changed, by place in the plan; moments count from where the load began. A job that this file does not have is left out. */
  keepArrivals(runId: string, began: number, changes: ReadonlyMap<number, Arrival>): void {
    const update = connection.statement(
      `UPDATE arrivals SET sent_us = @sent_us, answered_us = @answered_us, ended_us = @ended_us, status = @status,
        outcome = @outcome, job_id = coalesce((SELECT id FROM jobs WHERE id = @job_id), job_id) WHERE run_id = @run_id AND sequence = @sequence`,
    );
    const moment = (seconds: number | null) => fromSeconds(seconds === null ? null : began + seconds);
    connection.transaction(() => {
      for (const [sequence, { sent, answered, ended, status, outcome, job_id }] of changes)
        update.run({
          run_id: runId,
          sequence,
          sent_us: moment(sent),
          answered_us: moment(answered),
          ended_us: moment(ended),
          status,
          outcome,
          job_id,
        });
    });
  },
});
