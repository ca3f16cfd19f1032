/**
 * Pushes runs to the production database: looks first, writes batch by batch, compares at the end. Begun again after
 * whatever interrupted it, it ends with the same rows, once.
 */
import { performance } from 'node:perf_hooks';
import { BenchError } from '../../contract/errors.ts';
import type { PostgresTarget, Preflight, PushedRun, PushOptions, PushProgress, PushResult } from '../../contract/postgres.ts';
import type { IsAlive } from '../../store/owner.ts';
import type { Store } from '../../store/store.ts';
import { countPresent, ledgerOf } from './compare-rows.ts';
import { Comparison } from './comparison.ts';
import { PostgresConnection } from './connection.ts';
import { createSchema } from './create-schema.ts';
import type { EncodedBatch } from './encode.ts';
import { absentJobs, factsOf } from './jobs-table.ts';
import { type PreflightResult, preflight, type Site } from './preflight.ts';
import type { Secret } from './secret.ts';
import { type SentBatch, sendBatch } from './send-batch.ts';
import { type RunSource, readSources, type Window } from './source.ts';

export interface PushRequest {
  readonly target: PostgresTarget;
  readonly password: Secret | null;
  readonly runs: readonly string[];
  readonly options: PushOptions;
  /** Whether a process that measures still does. */
  readonly isAlive: IsAlive;
  readonly signal: AbortSignal;
  readonly onPreflight: (preflight: Preflight) => void;
  readonly onProgress: (progress: PushProgress) => void;
}

/** Of the store that a push reads: each row is read once, in order. */
export const PUSH_CACHE_MEGABYTES = 8;

/** Locked out by another transaction, or by the isolation that the server was told to keep; worth another try. */
const RETRY_STATES = ['40P01', '40001'];
const TRIES = 3;

/**
 * @throws BenchError `postgres.*`: of connecting; the first problem of the preflight, before anything was written; of a lost
 * connection; `postgres.rows_missing`, `postgres.rows_vanished` or `postgres.rows_differ` after all was sent. `run.*`, `call.cancelled`.
 */
export async function push(store: Store, request: PushRequest): Promise<PushResult> {
  const { options, onProgress } = request;
  const start = performance.now();
  const sources = sourcesOf(store, request);
  const connection = await PostgresConnection.open(request);
  try {
    const site = await prepare(connection, sources, request);
    const progress = counter(
      sources.reduce((sum, { rows }) => sum + rows, 0),
      onProgress,
    );
    const pushed: PushedRun[] = [];
    if (site === null || options.dry_run) {
      const step = progress('checking');
      for (const source of sources) pushed.push(await foresee(connection, site, source, step));
    } else pushed.push(...(await sendAndCompare(connection, { site, sources, request, progress })));
    return { dry_run: options.dry_run, runs: pushed, seconds: (performance.now() - start) / 1000 };
  } finally {
    await connection.close();
  }
}

/** Only looks. `store`: null without runs, where the server alone is looked at. @throws BenchError of connecting */
export async function check(store: Store | null, request: Omit<PushRequest, 'onPreflight' | 'onProgress'>): Promise<Preflight> {
  const sources = store === null ? [] : sourcesOf(store, request);
  const connection = await PostgresConnection.open(request);
  try {
    const { lines, missing } = await preflight(connection, sources, request.options);
    return { lines, missing };
  } finally {
    await connection.close();
  }
}

const sourcesOf = (store: Store, { runs, options, isAlive }: Pick<PushRequest, 'runs' | 'options' | 'isAlive'>): RunSource[] =>
  readSources(store, runs, { batchRows: options.batch_rows, facts: factsOf(options.job_columns), isAlive });

/** Null: a dry run found tables that a push would make first. */
async function prepare(
  connection: PostgresConnection,
  sources: readonly RunSource[],
  { options, onPreflight }: PushRequest,
): Promise<Site | null> {
  const tell = (found: PreflightResult) => {
    onPreflight({ lines: found.lines, missing: found.missing });
    const problem = found.lines.find(({ state }) => state === 'problem');
    if (problem?.error != null) throw BenchError.from(problem.error);
    return found;
  };
  const first = tell(await preflight(connection, sources, options));
  if (options.dry_run) return first.site;
  const isMissing = options.create_schema && first.missing.length > 0;
  if (!isMissing && first.site !== null) return first.site;
  await createSchema(connection, first.missing);
  const { site } = tell(await preflight(connection, sources, options));
  if (site === null) throw new BenchError('internal', { reason: 'the tables that were made are not there' });
  return site;
}

type Step = (rows: number) => void;

interface Sending {
  readonly site: Site;
  readonly sources: readonly RunSource[];
  readonly request: PushRequest;
  readonly progress: ReturnType<typeof counter>;
}

async function sendAndCompare(connection: PostgresConnection, sending: Sending): Promise<PushedRun[]> {
  const { site, sources, request, progress } = sending;
  // Some poolers and users have but one connection to give.
  const second = await PostgresConnection.open(request).catch(() => null);
  let tellAllIsSent = (): void => undefined;
  const allIsSent = new Promise<void>((resolve) => {
    tellAllIsSent = resolve;
  });
  try {
    const sendingStep = progress('sending');
    let compared = 0;
    let comparingStep: Step | null = null;
    const comparison = new Comparison(second ?? connection, second === null ? allIsSent : Promise.resolve(), (rows) => {
      compared += rows;
      comparingStep?.(rows);
    });
    const sent: PushedRun[] = [];
    for (const source of sources)
      sent.push(await send(connection, { site, source, options: request.options, step: sendingStep, comparison }));
    tellAllIsSent();
    comparingStep = progress('comparing', compared);
    const checksums = await comparison.checksums();
    return sent.map((run) => ({ ...run, checksum: checksums.get(run.run) ?? null }));
  } finally {
    await second?.close();
  }
}

interface SendingRun {
  readonly site: Site;
  readonly source: RunSource;
  readonly options: PushOptions;
  readonly step: Step;
  readonly comparison: Comparison;
}

async function send(connection: PostgresConnection, { site, source, options, step, comparison }: SendingRun): Promise<PushedRun> {
  const known = site.hasLedger && !options.ignore_ledger ? await ledgerOf(connection, source.run) : new Set<string>();
  const sent = { inserted: 0, jobs_inserted: 0, in_ledger: 0 };
  const batches = batchesOf(source);
  let next = batches.next();
  while (!next.done) {
    const { window, batch } = next.value;
    const readNext = once(() => {
      next = batches.next();
    });
    const isSent = !known.has(batch.checksum);
    if (!isSent) sent.in_ledger += batch.rows;
    else {
      // The next batch is read while the server writes this one.
      const answer = await sendAgain(connection, site, source.run, batch, readNext);
      sent.inserted += answer.inserted;
      sent.jobs_inserted += answer.jobs_inserted;
    }
    readNext();
    comparison.add(source, { ...window, rows: batch.rows, checksum: batch.checksum, isSent });
    step(batch.rows);
  }
  return { run: source.run, rows: source.rows, ...sent, checksum: null };
}

function* batchesOf(source: RunSource): Generator<{ readonly window: Window; readonly batch: EncodedBatch }> {
  for (const window of source.windows()) {
    const batch = source.batch(window);
    if (batch.rows > 0) yield { window, batch };
  }
}

function once(work: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) work();
    isDone = true;
  };
}

async function sendAgain(
  connection: PostgresConnection,
  site: Site,
  run: string,
  batch: EncodedBatch,
  meanwhile: () => void,
): Promise<SentBatch> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await sendBatch(connection, site, run, batch, meanwhile);
    } catch (thrown) {
      const { state } = BenchError.wrap(thrown).details;
      if (tried === TRIES || !RETRY_STATES.includes(String(state))) throw thrown;
    }
  }
}

/** What a push would write. @param site null: into tables that it would make first */
async function foresee(connection: PostgresConnection, site: Site | null, source: RunSource, step: Step): Promise<PushedRun> {
  const foreseen = { inserted: 0, jobs_inserted: 0 };
  await connection.reading(async () => {
    for (const window of source.windows()) {
      const ids = source.ids(window);
      foreseen.inserted += site === null ? ids.rows : ids.rows - (await countPresent(connection, ids));
      if (site === null) foreseen.jobs_inserted += ids.rows;
      else if (site.jobs?.insert) foreseen.jobs_inserted += await absentJobs(connection, site.jobs, ids);
      step(ids.rows);
    }
  });
  return { run: source.run, rows: source.rows, ...foreseen, in_ledger: 0, checksum: null };
}

/** @param already done before it is first told */
const counter =
  (total: number, onProgress: PushRequest['onProgress']) =>
  (phase: PushProgress['phase'], already = 0): Step => {
    let done = already;
    onProgress({ phase, done, total });
    return (rows) => {
      done += rows;
      onProgress({ phase, done, total });
    };
  };
