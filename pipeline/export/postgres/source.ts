/**
 * What is to be pushed: the rows of runs, in batches that fall the same way each time.
 */
import { BenchError } from '../../contract/errors.ts';
import type { JobFact } from '../../contract/postgres.ts';
import type { IsAlive } from '../../store/owner.ts';
import type { MetricsValues } from '../../store/read-metrics.ts';
import type { Store } from '../../store/store.ts';
import { BatchEncoder, type EncodedBatch, encodeRow, Growing } from './encode.ts';

/** Jobs of a run from sequence `from` to before `until`. */
export interface Window {
  readonly from: number;
  readonly until: number;
}

/** Ids of rows and of their jobs, as Postgres reads an array of them. */
export interface BatchIds {
  readonly ids: string;
  readonly jobIds: string;
  readonly rows: number;
}

export interface RunSource {
  readonly run: string;
  readonly rows: number;
  windows(): Iterable<Window>;
  /** May hold no row: all its jobs failed. Its bytes are gone when the second batch after it is read. */
  batch(window: Window): EncodedBatch;
  ids(window: Window): BatchIds;
  /** Each row's id, with the bytes that it adds to the checksum. */
  rowBytes(window: Window): Iterable<readonly [id: string, bytes: Buffer]>;
  /** To try values with; undefined of a run without rows. */
  firstRow(): MetricsValues | undefined;
}

/** Rows that are in memory at once, but for a batch's bytes. */
const PAGE = 500;

export interface SourceOptions {
  /** Jobs of a batch. */
  readonly batchRows: number;
  /** What rows carry besides the columns of `cpu_metrics`. */
  readonly facts: readonly JobFact[];
  readonly isAlive: IsAlive;
}

/** @throws BenchError `run.active` where a run is still being measured */
export const readSources = (store: Store, runs: readonly string[], options: SourceOptions): RunSource[] =>
  runs.map((run) => readSource(store, run, options));

function readSource(store: Store, run: string, { batchRows, facts, isAlive }: SourceOptions): RunSource {
  const { state, owner } = store.readRun(run);
  if (state === 'running' && owner !== null && isAlive(owner)) throw new BenchError('run.active', { run, pid: owner.pid });
  const { rows, until: end } = store.extentOf(run);

  // One batch is on its way while the next is read. A fresh buffer each would be a hundred megabytes before they are collected.
  const buffers = [new Growing(0), new Growing(0)] as const;
  let turn: 0 | 1 = 0;

  function* rowsOf({ from, until }: Window): Generator<MetricsValues> {
    for (let page = from; page < until; page += PAGE) yield* store.metricsBetween(run, page, Math.min(page + PAGE, until), facts);
  }

  return {
    run,
    rows,
    *windows() {
      for (let from = 0; from < end; from += batchRows) yield { from, until: Math.min(from + batchRows, end) };
    },
    batch(window) {
      turn = turn === 0 ? 1 : 0;
      const encoder = new BatchEncoder(buffers[turn]);
      for (const row of rowsOf(window)) encoder.add(row);
      return encoder.finish();
    },
    ids({ from, until }) {
      const found = store.metricIdsBetween(run, from, until);
      return { ids: `{${found.ids}}`, jobIds: `{${found.job_ids}}`, rows: found.rows };
    },
    *rowBytes(window) {
      for (const row of rowsOf(window)) yield [String(row[0]), encodeRow(row)];
    },
    firstRow() {
      for (const row of rowsOf({ from: 0, until: end })) return row;
      return undefined;
    },
  };
}
