/**
 * What a database holds after a fault, read past the store by SQL of its own, and what is wrong with it. Holds of a database that
 * is sound, whatever happened: every job has ended once or not at all, a job that succeeded has one row of measurements and one
 * result, any other none, and whatever was told to be finished is.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { schemaVersion } from '../../pipeline/store/migrate.ts';

export interface KeptJob {
  readonly id: string;
  readonly state: 'queued' | 'running' | 'succeeded' | 'failed';
  /** Of its error; null where it has none. */
  readonly code: string | null;
}

export interface Books {
  readonly integrity: string;
  readonly danglingKeys: number;
  readonly runs: readonly {
    readonly id: string;
    readonly kind: string;
    readonly state: string;
    readonly folder: string | null;
  }[];
  readonly jobs: ReadonlyMap<string, KeptJob>;
  /** Job → its rows of cpu_metrics: one that was measured again would have another. */
  readonly metrics: ReadonlyMap<string, readonly string[]>;
  /** Job → the files that it wrote, by their keys. */
  readonly outputs: ReadonlyMap<string, readonly string[]>;
  /** Full paths of the documents: of a gateway, its uploads. */
  readonly documents: readonly string[];
  /** The longest wall time that a job is said to have taken. */
  readonly longestSeconds: number;
  /** Of a load test: the jobs of arrivals, by what is kept of the arrival. */
  readonly arrivals: readonly { readonly jobId: string | null; readonly status: number | null; readonly outcome: string }[];
}

/** Null where a kill came before there was a database, or before it had its tables. @throws what SQLite throws */
export function booksIfAny(file: string): Books | null {
  if (!existsSync(file)) return null;
  const database = new Database(file, { readonly: true });
  const version = database.pragma('user_version', { simple: true });
  database.close();
  return version === schemaVersion ? readBooks(file) : null;
}

/** @throws what SQLite throws */
export function readBooks(file: string): Books {
  const database = new Database(file, { readonly: true });
  try {
    const all = <Row>(sql: string): Row[] => database.prepare(sql).all() as Row[];
    const metrics = new Map<string, string[]>();
    let longestSeconds = 0;
    for (const { job_id, id, seconds } of all<{ job_id: string; id: string; seconds: number }>(
      'SELECT job_id, id, total_wall_seconds AS seconds FROM cpu_metrics ORDER BY job_id, id',
    )) {
      metrics.set(job_id, [...(metrics.get(job_id) ?? []), id]);
      longestSeconds = Math.max(longestSeconds, seconds);
    }
    const jobs = all<{ id: string; state: KeptJob['state']; error: string | null }>('SELECT id, state, error FROM jobs');
    return {
      integrity: all<{ integrity_check: string }>('PRAGMA integrity_check')
        .map((row) => row.integrity_check)
        .join('; '),
      danglingKeys: all('PRAGMA foreign_key_check').length,
      runs: all('SELECT id, kind, state, output_folder AS folder FROM runs ORDER BY created_at, id'),
      jobs: new Map(
        jobs.map(({ id, state, error }) => [id, { id, state, code: error === null ? null : JSON.parse(error).code }]),
      ),
      metrics,
      outputs: new Map(
        all<{ job_id: string; outputs: string }>('SELECT job_id, outputs FROM job_results').map(({ job_id, outputs }) => [
          job_id,
          Object.values(JSON.parse(outputs) as Record<string, string>),
        ]),
      ),
      documents: all<{ root: string; file: string }>('SELECT root, file FROM documents').map(({ root, file }) =>
        path.join(root, file),
      ),
      longestSeconds,
      arrivals: all('SELECT job_id AS jobId, status, outcome FROM arrivals ORDER BY run_id, sequence'),
    };
  } finally {
    database.close();
  }
}

/** What whoever watched was told. */
export interface Told {
  /** Jobs, by the contracts on stdout. */
  readonly succeeded: readonly string[];
  readonly failed: readonly string[];
  /** Jobs whose uploads were answered with 202. */
  readonly accepted: readonly string[];
  /** So many have ended, by the progress on stderr. */
  readonly ended: number;
}

export const nothingTold: Told = { succeeded: [], failed: [], accepted: [], ended: 0 };

export interface Account {
  /** Empty: the books are in order. */
  readonly wrong: readonly string[];
  /** Acknowledged and not there. */
  readonly lost: number;
  /** There, or done, more than once. */
  readonly twice: number;
}

/** What SQLite itself finds wrong with the file. */
export function unsound({ integrity, danglingKeys }: Books): string[] {
  return [
    ...(integrity === 'ok' ? [] : [`integrity_check says ${integrity.slice(0, LONGEST_REASON)}`]),
    ...(danglingKeys === 0 ? [] : [`${danglingKeys} rows refer to what is not there`]),
  ];
}

const LONGEST_REASON = 200;

/** @param before an earlier look at the same database: what it had must still be there, and not anew */
export function audit(books: Books, told: Told, before: Books | null): Account {
  const { jobs, metrics, outputs } = books;
  const wrong = unsound(books);
  const say = (count: number, text: string) => count > 0 && wrong.push(`${count} ${text}`);

  const states = [...jobs.values()];
  const succeeded = states.filter(({ state }) => state === 'succeeded');
  const ended = states.filter(({ state }) => state === 'succeeded' || state === 'failed').length;
  const isIn = (state: KeptJob['state']) => (id: string) => jobs.get(id)?.state === state;
  const lost = [
    told.succeeded.filter((id) => !isIn('succeeded')(id)).length,
    told.failed.filter((id) => !isIn('failed')(id)).length,
    told.accepted.filter((id) => !jobs.has(id)).length,
    Math.max(0, told.ended - ended),
    before === null ? 0 : [...before.metrics.keys()].filter((id) => !isIn('succeeded')(id)).length,
  ].reduce((sum, count) => sum + count, 0);
  say(lost, 'jobs that were told to be accepted or finished are not so in the database');

  const measuredTwice = [...metrics.values()].filter((rows) => rows.length > 1).length;
  const toldTwice = [told.succeeded, told.accepted].reduce((sum, ids) => sum + ids.length - new Set(ids).size, 0);
  const measuredAgain =
    before === null ? 0 : [...before.metrics].filter(([id, rows]) => metrics.get(id)?.join() !== rows.join()).length;
  const jobsOfArrivals = books.arrivals.flatMap(({ jobId }) => (jobId === null ? [] : [jobId]));
  const sharedJobs = jobsOfArrivals.length - new Set(jobsOfArrivals).size;
  const twice = measuredTwice + toldTwice + measuredAgain + sharedJobs;
  say(twice, 'jobs were measured, told or counted twice');

  say(succeeded.filter(({ id }) => !metrics.has(id)).length, 'jobs succeeded and have no measurements');
  say([...metrics.keys()].filter((id) => !isIn('succeeded')(id)).length, 'jobs have measurements and did not succeed');
  say(succeeded.filter(({ id }) => !outputs.has(id)).length, 'jobs succeeded and have no result');
  say(
    books.arrivals.filter(({ status, jobId }) => status === 202 && jobId === null).length,
    'uploads were accepted and have no job',
  );
  return { wrong, lost, twice };
}
