/**
 * A machine that joins a shared queue: takes documents, reads them with workers of its own, and writes what they found. A job
 * is tried again when its worker dies, here or with the whole machine, and waits again as before when this machine leaves.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { BenchError, reasonOf, systemCodeOf } from '../../contract/errors.ts';
import type { Microseconds } from '../../contract/units.ts';
import {
  type Claim,
  documentOf,
  giveBack,
  isLastTry,
  settle,
  stillAtWork,
  takeClaim,
  tryAgain,
} from '../../load/queue/claims.ts';
import { HEARTBEAT_SECONDS, type SharedConnection } from '../../load/queue/shared-connection.ts';
import { sweepRuns } from '../../load/queue/shared-runs.ts';
import type { SharedResult } from '../../load/queue/shared-tables.ts';
import { sleep } from '../../measure/clock.ts';
import type { ProcessHost } from '../../process/host.ts';
import { startClock } from '../run-clock.ts';
import { type JobSource, type PoolEvents, runPool } from '../worker-pool.ts';
import type { JobOutcome } from '../worker-process.ts';
import { forget } from './uploads.ts';

export interface JoinOptions {
  readonly connection: SharedConnection;
  readonly host: ProcessHost;
  readonly workerEntry: URL;
  readonly workers: number;
  readonly onJob: (jobId: string, end: JobEnd) => void;
  readonly signal: AbortSignal;
}

/** `given_back`: for another try, or because nobody waits for it any more. */
export type JobEnd = 'succeeded' | 'failed' | 'given_back';

const ASK_EVERY_MS = 200;

/**
 * Works until it is stopped; one load test after the other.
 * @throws BenchError `load.queue_*`, `storage.*`, `worker.start_failed`
 */
export async function joinQueue(options: JoinOptions): Promise<void> {
  const { connection, signal } = options;
  let next: Claim | null = null;
  while (!signal.aborted) {
    next ??= await takeClaim(connection, signal);
    if (next === null) await sleep(ASK_EVERY_MS);
    else next = await workOnRun(options, next);
  }
  if (next !== null) await giveBack(connection, next);
}

interface Doing {
  readonly claim: Claim;
  readonly worker: string | null;
  readonly startedUs: Microseconds;
}

const notBegun = (claim: Claim): Doing => ({ claim, worker: null, startedUs: 0 });

/** All jobs of one load test; answers with the first of another. */
async function workOnRun(options: JoinOptions, first: Claim): Promise<Claim | null> {
  const { connection, host, workerEntry, workers, onJob } = options;
  const { run, settings, anchor_utc } = first.job;
  const failed = new AbortController();
  const signal = AbortSignal.any([options.signal, failed.signal]);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-queue-'));
  const clock = startClock(anchor_utc);
  const mine = new Map<string, SharedResult['worker']>();
  const doing = new Map([[first.id, notBegun(first)]]);
  const pending = new Set<Promise<void>>();
  let ready: Claim | null = first;
  let other: Claim | null = null;

  async function nextOfRun(): Promise<Claim | null> {
    while (!signal.aborted && other === null) {
      const claim = ready ?? (await takeClaim(connection, signal));
      ready = null;
      if (claim === null) await sleep(ASK_EVERY_MS);
      else if (claim.job.run === run) return claim;
      else if (other === null) other = claim;
      else await giveBack(connection, claim);
    }
    return null;
  }

  const source: JobSource = {
    get isOver() {
      return signal.aborted || other !== null;
    },
    most: Number.POSITIVE_INFINITY,
    async take() {
      for (;;) {
        const claim = await nextOfRun();
        if (claim === null) return null;
        doing.set(claim.id, notBegun(claim));
        const content = await documentOf(connection, claim);
        if (content !== null) {
          await keepDocument(path.join(folder, claim.id), content);
          return { id: claim.id, key: claim.id };
        }
        doing.delete(claim.id);
        await tryAgain(connection, claim, 'its bytes are not in the database');
        onJob(claim.id, 'given_back');
      }
    },
    // It stays among those that are done, and all of them are given back at the end.
    giveBack: () => undefined,
  };
  const events: PoolEvents = {
    workerStarted: (worker) => void mine.set(worker.id, worker),
    workerEnded: (id) => void mine.delete(id),
    jobStarted({ id }, worker) {
      const known = doing.get(id);
      if (known !== undefined) doing.set(id, { ...known, worker, startedUs: clock.now() });
    },
    stageBegan: () => undefined,
    jobEnded({ id }, outcome) {
      const known = doing.get(id);
      if (known === undefined) return;
      const telling = tell(connection, known, outcome, mine.get(known.worker ?? ''))
        .then((end) => {
          doing.delete(id);
          onJob(id, end);
        })
        .catch((thrown: unknown) => failed.abort(thrown))
        .finally(() => pending.delete(telling));
      pending.add(telling);
      // Its images are for nobody here: the words and figures are what was sent.
      for (const place of [path.join(folder, id), path.join(folder, 'results', id)]) void forget(place);
    },
  };
  const beating = setInterval(
    () => void stillAtWork(connection, [...Array.from(doing.values(), ({ claim }) => claim), ...(other === null ? [] : [other])]),
    (HEARTBEAT_SECONDS * 1000) / 3,
  );
  try {
    // Jobs of a run that nobody waits for go before they are begun.
    await sweepRuns(connection).catch(() => undefined);
    await runPool(source, {
      start: {
        host,
        entry: workerEntry,
        configure: {
          kind: 'configure',
          settings,
          origin_us: clock.originUs,
          source_root: folder,
          result_root: path.join(folder, 'results'),
          emit_contract: false,
        },
        onLine: () => undefined,
      },
      size: workers,
      timeoutSeconds: settings['job.timeout'],
      signal,
      events,
    });
    await Promise.all(pending);
    failed.signal.throwIfAborted();
  } catch (thrown) {
    if (other !== null) await giveBack(connection, other);
    throw thrown;
  } finally {
    await Promise.all(pending);
    // Those that were stopped in the midst are for others.
    await Promise.all(Array.from(doing.values(), ({ claim }) => giveBack(connection, claim)));
    clearInterval(beating);
    await rm(folder, { recursive: true, force: true });
  }
  return other;
}

/** A machine that has no room for a document is no reason to count a try. */
async function keepDocument(file: string, content: Buffer): Promise<void> {
  try {
    await writeFile(file, content);
  } catch (thrown) {
    const folder = path.dirname(file);
    const isFull = ['ENOSPC', 'EDQUOT'].includes(systemCodeOf(thrown) ?? '');
    throw isFull
      ? new BenchError('storage.full', { folder })
      : new BenchError('storage.failed', { folder, reason: reasonOf(thrown) });
  }
}

/** A document that takes too long does so on every machine; a worker that died may have died of something else. */
const isFinal = (error: BenchError, claim: Claim): boolean => error.code === 'job.timeout' || isLastTry(claim);

async function tell(
  connection: SharedConnection,
  { claim, startedUs }: Doing,
  outcome: JobOutcome,
  worker: SharedResult['worker'] | undefined,
): Promise<JobEnd> {
  if (worker === undefined || (outcome.kind === 'lost' && !isFinal(outcome.error, claim))) {
    await tryAgain(connection, claim, outcome.kind === 'lost' ? outcome.error.message : 'its worker is not known');
    return 'given_back';
  }
  const end: SharedResult['outcome'] =
    outcome.kind === 'reported'
      ? outcome
      : {
          kind: 'lost',
          error: outcome.error.toInfo(),
          spans: [...outcome.spans],
          stage: outcome.stage,
          temperature: outcome.temperature,
        };
  try {
    const isWanted = await settle(connection, claim, { host: connection.host, worker, started_us: startedUs, outcome: end });
    if (!isWanted) return 'given_back';
  } catch (thrown) {
    // A result that the database does not take is no reason to leave it: others may be taken.
    if (!(thrown instanceof BenchError) || thrown.code !== 'load.queue_refused') throw thrown;
    await tryAgain(connection, claim, thrown.message);
    return 'given_back';
  }
  return end.kind === 'reported' && end.report.contract.status === 'SUCCESS' ? 'succeeded' : 'failed';
}
