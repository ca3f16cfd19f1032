/** One load test at work: gateway, queue, workers, generator, and each second's look at all of them. */
import path from 'node:path';
import { loadedSecond } from '../../analysis/load/seconds.ts';
import { firstToBreak, judgeSignals, type SecondOfLoad } from '../../analysis/load/thresholds.ts';
import { BenchError, systemCodeOf } from '../../contract/errors.ts';
import type { GatewayAddress } from '../../contract/load.ts';
import type { MetricsContract } from '../../contract/metrics.ts';
import type { DocumentRecord } from '../../contract/run.ts';
import type { Signal } from '../../contract/signals.ts';
import { toSeconds } from '../../contract/units.ts';
import { warning } from '../../contract/warnings.ts';
import type { MetricsPool } from '../../export/postgres/metrics-pool.ts';
import { type Gateway, startGateway } from '../../load/gateway/gateway.ts';
import type { ReceivedDocument } from '../../load/gateway/intake.ts';
import { Webhooks } from '../../load/gateway/webhooks.ts';
import { LocalQueue } from '../../load/queue/local-queue.ts';
import type { SharedConnection } from '../../load/queue/shared-connection.ts';
import { SharedQueue } from '../../load/queue/shared-queue.ts';
import type { SharedResult } from '../../load/queue/shared-tables.ts';
import { sleep } from '../../measure/clock.ts';
import type { RunProgress } from '../run-progress.ts';
import type { QueueState } from '../signals.ts';
import { type JobSource, runPool } from '../worker-pool.ts';
import { AcceptedDocuments } from './accepted-documents.ts';
import { LoadSignals } from './load-signals.ts';
import { PlayedLoad, type PlayedLoadOptions } from './played-load.ts';
import { clearUploads, forget } from './uploads.ts';

const LOOK_MS = 20;
/** After the last job; receivers that do not answer by then ask the gateway themselves. */
const WEBHOOKS_MS = 60_000;

export interface LoadTestOptions extends PlayedLoadOptions {
  /** Null: rows are written to the store alone. */
  readonly pool: MetricsPool | null;
  /** Null: the queue is here. */
  readonly shared: SharedConnection | null;
  readonly token: string;
  /** Where uploads wait. */
  readonly incoming: string;
}

interface AtWork {
  readonly progress: RunProgress;
  readonly stop: AbortSignal;
}

export class LoadTest {
  readonly #options: LoadTestOptions;
  readonly #queue: LocalQueue | SharedQueue;
  readonly #load: PlayedLoad;
  readonly #accepted: AcceptedDocuments;
  readonly #workersKnown = new Set<string>();
  readonly #webhooks = new Webhooks();
  readonly #signals = new LoadSignals();
  readonly #seconds: SecondOfLoad[] = [];
  #progress: RunProgress | null = null;
  #gateway: Gateway | null = null;
  /** No worker could be had. */
  #isLost = false;
  #refusals = 0;

  constructor(options: LoadTestOptions) {
    this.#options = options;
    this.#load = new PlayedLoad(options);
    this.#accepted = new AcceptedDocuments(options);
    const door = { room: options.request.limits.max_queue, keep: (document: ReceivedDocument) => this.#keep(document) };
    this.#queue =
      options.shared === null
        ? new LocalQueue(door)
        : new SharedQueue({
            ...door,
            connection: options.shared,
            job: { run: options.id, settings: options.request.settings, anchor_utc: options.clock.anchorUtc },
            onResult: (jobId, result) => this.#resultCame(jobId, result),
            onLost: (jobId, error) => this.#lost(jobId, error),
          });
  }

  get documentRecords(): ReadonlyMap<number, DocumentRecord> {
    return this.#accepted.records;
  }

  /** Of a shared queue: what waits, and what other machines are at. */
  get queue(): QueueState {
    return { queued: this.#queue.depth, inFlight: this.#queue.inFlight };
  }

  /** @throws BenchError `load.*`, `worker.start_failed`, whatever the store throws */
  async conduct({ progress, stop }: AtWork): Promise<void> {
    const { request } = this.#options;
    this.#progress = progress;
    let isDone = false;
    stop.addEventListener('abort', () => this.#load.stop(), { once: true });
    try {
      const address = request.gateway ?? (await this.#openGateway());
      const pool = request.gateway === null ? this.#work(progress, stop) : Promise.resolve();
      // A pool that fails ends the test, whatever is being waited for.
      pool.catch(() => {
        this.#isLost = true;
        this.#load.stop();
      });
      if (request.shape === null) await Promise.race([aborted(stop), pool]);
      else {
        const played = this.#load.play(address, () => this.#untilReady(stop));
        await Promise.race([played, aborted(stop), pool.then(() => aborted(stop))]);
      }
      await this.#gateway?.close();
      this.#queue.close();
      await pool;
      await this.#settleWebhooks(stop);
      isDone = !stop.aborted;
    } finally {
      await this.#end(isDone);
    }
  }

  async #settleWebhooks(stop: AbortSignal): Promise<void> {
    await this.#webhooks.settle(WEBHOOKS_MS, stop);
    const { given_up: count } = this.#webhooks.counts;
    if (count > 0) this.#progress?.warnings.push(warning('load.webhooks_given_up', { count }));
  }

  jobEnded(contract: MetricsContract): void {
    this.#queue.ended(contract);
    this.#gateway?.metrics.jobEnded(contract.status === 'SUCCESS' ? 'succeeded' : 'failed');
    const webhook = this.#accepted.ended(contract.job_id);
    if (webhook !== null) this.#webhooks.send(webhook, contract);
    this.#writeRow(contract);
  }

  /** @param read what was read of the machine and the queue at this moment */
  readSignals(read: readonly Signal[]): Omit<Signal, 'time_us'>[] {
    this.#keepChanges();
    const { now, arrivals, generatorCpuUs } = this.#load;
    const metrics = this.#gateway?.metrics;
    const readings = this.#signals.read({
      arrivals,
      now,
      moment: toSeconds(this.#options.clock.now()),
      answers: metrics?.answers ?? 0,
      serverErrors: metrics?.serverErrors ?? 0,
      poolFree: this.#options.pool?.free ?? null,
      workers: this.#queue instanceof SharedQueue ? null : (this.#progress?.workerPids.values() ?? []),
      generatorCpuUs,
    });
    if (this.#load.hasBegun) {
      this.#seconds.push(loadedSecond(now, new Map([...read, ...readings].map(({ name, value }) => [name, value]))));
      this.#stopWhenBroken();
    }
    return readings;
  }

  #writeRow({ job_id }: MetricsContract): void {
    const { pool, context } = this.#options;
    const row = pool === null ? null : context.store.metricsOfJob(job_id);
    if (row !== null) pool?.write(row);
  }

  /** A load that rises until something breaks has its answer then. */
  #stopWhenBroken(): void {
    if (this.#options.request.shape?.profile !== 'steps' || this.#options.request.gateway !== null) return;
    if (firstToBreak(judgeSignals(this.#seconds)) !== null) this.#load.enough();
  }

  async #openGateway(): Promise<GatewayAddress> {
    const { request, token, incoming, context } = this.#options;
    const { port, limits } = request;
    this.#gateway = await startGateway({ intake: this.#queue, limits, token, folder: incoming, port }).catch(
      (thrown: unknown) => {
        throw systemCodeOf(thrown) === 'EADDRINUSE' ? new BenchError('load.port_taken', { port }) : thrown;
      },
    );
    const address = { url: this.#gateway.url, token };
    context.emit({ event: 'gateway_opened', ...address });
    return address;
  }

  /** Before the document is accepted. */
  #keep(document: ReceivedDocument): void {
    const job = this.#accepted.keep(document);
    this.#progress?.jobAdded(job);
  }

  #work(progress: RunProgress, stop: AbortSignal): Promise<void> {
    if (this.#queue instanceof SharedQueue) return this.#queue.listen(stop);
    return this.#workHere(this.#queue, progress, stop);
  }

  /** A worker of another process has ended a job. */
  #resultCame(id: string, { host, worker, started_us, outcome }: SharedResult): void {
    const progress = this.#progress;
    if (progress === null) return;
    if (!this.#workersKnown.has(worker.id)) progress.workerStarted(worker, host);
    this.#workersKnown.add(worker.id);
    const job = { id, key: id };
    progress.jobStarted(job, worker.id, started_us);
    progress.jobEnded(job, outcome.kind === 'reported' ? outcome : { ...outcome, error: BenchError.from(outcome.error) });
  }

  /** No worker will end it. */
  #lost(id: string, error: BenchError): void {
    this.#progress?.jobEnded({ id, key: id }, { kind: 'lost', error, spans: [], stage: null, temperature: 'cold' });
  }

  #workHere(queue: LocalQueue, progress: RunProgress, stop: AbortSignal): Promise<void> {
    const { context, request, clock, incoming, host } = this.#options;
    const { settings } = request;
    return runPool(sourceOf(queue), {
      start: {
        host,
        entry: context.workerEntry,
        configure: {
          kind: 'configure',
          settings,
          origin_us: clock.originUs,
          source_root: incoming,
          result_root: path.dirname(incoming),
          emit_contract: false,
        },
        onLine: () => undefined,
      },
      size: settings.workers,
      timeoutSeconds: settings['job.timeout'],
      signal: stop,
      events: progress,
    });
  }

  /** Until all workers are there, where they are this test's own. Returns whether there is anyone to read what is sent. */
  async #untilReady(stop: AbortSignal): Promise<boolean> {
    const { gateway, settings } = this.#options.request;
    const areOurs = gateway === null && this.#queue instanceof LocalQueue;
    while (areOurs && !stop.aborted && !this.#isLost && (this.#progress?.workerPids.size ?? 0) < settings.workers)
      await sleep(LOOK_MS);
    return !this.#isLost && !stop.aborted;
  }

  #keepChanges(): void {
    const refused = this.#gateway?.metrics.refused ?? {};
    const refusals = Object.values(refused).reduce((sum, count) => sum + count, 0);
    if (refusals !== this.#refusals) this.#options.keepPlan({ refused });
    this.#refusals = refusals;
    this.#load.keepChanges();
  }

  /** @param isDone nothing waits to be resumed */
  async #end(isDone: boolean): Promise<void> {
    const { incoming, sentFrom, shared } = this.#options;
    this.#load.stop();
    this.#signals.close();
    this.#queue.close();
    if (this.#load.warning !== null) this.#progress?.warnings.push(this.#load.warning);
    // A full disk or a database that is gone must not keep the other things open.
    await allOf([
      () => this.#gateway?.close(),
      () => this.#keepChanges(),
      () => this.#closePool(),
      () => (this.#queue instanceof SharedQueue ? this.#queue.leave() : undefined),
      () => shared?.close(),
      () => (isDone ? clearUploads(path.dirname(incoming), this.documentRecords.values()) : undefined),
      () => (sentFrom === null ? undefined : forget(sentFrom)),
    ]);
  }

  async #closePool(): Promise<void> {
    const { pool } = this.#options;
    if (pool === null) return;
    await pool.close();
    const { failed, first } = pool.counts;
    if (failed > 0)
      this.#progress?.warnings.push(warning('load.rows_not_written', { count: failed, reason: first?.message ?? '' }));
  }
}

function sourceOf(queue: LocalQueue): JobSource {
  return {
    get isOver() {
      return queue.isOver;
    },
    most: Number.POSITIVE_INFINITY,
    async take() {
      const document = await queue.take();
      return document === null ? null : { id: document.job_id, key: path.basename(document.file) };
    },
    giveBack: ({ id }) => queue.giveBack({ job_id: id }),
  };
}

/** Does each, whatever becomes of the others. @throws what the first of them threw that did */
async function allOf(steps: readonly (() => Promise<void> | undefined | void)[]): Promise<void> {
  const thrown: unknown[] = [];
  for (const step of steps) {
    try {
      await step();
    } catch (error) {
      thrown.push(error);
    }
  }
  if (thrown.length > 0) throw thrown[0];
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
