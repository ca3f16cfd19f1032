/** One load test at work: gateway, queue, workers, generator, and each second's look at all of them. */
import path from 'node:path';
import { unsent } from '../../analysis/load/account.ts';
import { loadedSecond } from '../../analysis/load/seconds.ts';
import { firstToBreak, judgeSignals, type SecondOfLoad } from '../../analysis/load/thresholds.ts';
import { BenchError, systemCodeOf } from '../../contract/errors.ts';
import type { Arrival, GatewayAddress, LoadPlan, LoadRequest, PlannedArrival } from '../../contract/load.ts';
import type { MetricsContract } from '../../contract/metrics.ts';
import type { DocumentRecord } from '../../contract/run.ts';
import { largestInput } from '../../contract/settings.ts';
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
import type { ProcessHost } from '../../process/host.ts';
import type { RunClock } from '../run-clock.ts';
import type { EngineContext, RunProgress } from '../run-progress.ts';
import type { QueueState } from '../signals.ts';
import { type JobSource, runPool } from '../worker-pool.ts';
import { GeneratorProcess } from './generator-process.ts';
import { type LoadDocuments, uploadName } from './load-documents.ts';
import { LoadSignals } from './load-signals.ts';
import { clearUploads, forget } from './uploads.ts';

/** From the word to the first moment of the plan: time enough for the word to arrive. */
const LEAD_US = 300_000;
/** Beyond the gateway's own limit, so that its answer is heard. */
const ANSWER_GRACE_MS = 5000;
const LOOK_MS = 20;
/** After the last job; receivers that do not answer by then ask the gateway themselves. */
const WEBHOOKS_MS = 60_000;

export interface LoadTestOptions {
  readonly context: EngineContext;
  readonly request: LoadRequest;
  readonly id: string;
  readonly clock: RunClock;
  readonly documents: LoadDocuments;
  readonly arrivals: readonly PlannedArrival[];
  readonly host: ProcessHost;
  /** Null: rows are written to the store alone. */
  readonly pool: MetricsPool | null;
  /** Null: the queue is here. */
  readonly shared: SharedConnection | null;
  readonly token: string;
  /** Where uploads wait. */
  readonly incoming: string;
  /** A folder with copies of the documents; null where they lie on this machine themselves. */
  readonly sentFrom: string | null;
  readonly keepPlan: (changes: Partial<LoadPlan>) => void;
}

interface AtWork {
  readonly progress: RunProgress;
  readonly stop: AbortSignal;
}

export class LoadTest {
  readonly documentRecords = new Map<number, DocumentRecord>();
  readonly #options: LoadTestOptions;
  readonly #queue: LocalQueue | SharedQueue;
  readonly #workersKnown = new Set<string>();
  readonly #webhooks = new Webhooks();
  readonly #webhookOf = new Map<string, URL>();
  /** Uploads that are copies of documents which are there already. */
  readonly #copies = new Map<string, string>();
  readonly #signals = new LoadSignals();
  readonly #arrivals: Arrival[];
  readonly #changed = new Map<number, Arrival>();
  readonly #seconds: SecondOfLoad[] = [];
  #progress: RunProgress | null = null;
  #gateway: Gateway | null = null;
  #generator: GeneratorProcess | null = null;
  #generatorCpuUs = 0;
  #unanswered: Readonly<Record<string, number>> = {};
  #began: number | null = null;
  #accepted = 0;
  /** No worker could be had. */
  #isLost = false;
  #refusals = 0;

  constructor(options: LoadTestOptions) {
    this.#options = options;
    this.#arrivals = options.arrivals.map(unsent);
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

  /** Of a shared queue: what waits, and what other machines are at. */
  get queue(): QueueState {
    return { queued: this.#queue.depth, inFlight: this.#queue.inFlight };
  }

  /** @throws BenchError `load.*`, `worker.start_failed`, whatever the store throws */
  async conduct({ progress, stop }: AtWork): Promise<void> {
    const { request } = this.#options;
    this.#progress = progress;
    let isDone = false;
    try {
      const address = request.gateway ?? (await this.#openGateway());
      const pool = request.gateway === null ? this.#work(progress, stop) : Promise.resolve();
      // A pool that fails ends the test, whatever is being waited for.
      pool.catch(() => {
        this.#isLost = true;
        this.#generator?.stop();
      });
      if (request.shape === null) await Promise.race([aborted(stop), pool]);
      else await Promise.race([this.#playLoad(address, stop), aborted(stop), pool.then(() => aborted(stop))]);
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
    const webhook = this.#webhookOf.get(contract.job_id);
    this.#webhookOf.delete(contract.job_id);
    if (webhook !== undefined) this.#webhooks.send(webhook, contract);
    this.#writeRow(contract);
    const copy = this.#copies.get(contract.job_id);
    this.#copies.delete(contract.job_id);
    if (copy !== undefined) void forget(copy);
  }

  /** @param read what was read of the machine and the queue at this moment */
  readSignals(read: readonly Signal[]): Omit<Signal, 'time_us'>[] {
    this.#keepChanges();
    const now = this.#now();
    const metrics = this.#gateway?.metrics;
    const readings = this.#signals.read({
      arrivals: this.#arrivals,
      now,
      moment: toSeconds(this.#options.clock.now()),
      answers: metrics?.answers ?? 0,
      serverErrors: metrics?.serverErrors ?? 0,
      poolFree: this.#options.pool?.free ?? null,
      workers: this.#queue instanceof SharedQueue ? null : (this.#progress?.workerPids.values() ?? []),
      generatorCpuUs: this.#generatorCpuUs,
    });
    if (this.#began !== null) {
      this.#seconds.push(loadedSecond(now, new Map([...read, ...readings].map(({ name, value }) => [name, value]))));
      this.#stopWhenBroken(now);
    }
    return readings;
  }

  #writeRow({ job_id }: MetricsContract): void {
    const { pool, context } = this.#options;
    const row = pool === null ? null : context.store.metricsOfJob(job_id);
    if (row !== null) pool?.write(row);
  }

  /** A load that rises until something breaks has its answer then. */
  #stopWhenBroken(now: number): void {
    if (this.#options.request.shape?.profile !== 'steps' || this.#options.request.gateway !== null) return;
    if (this.#generator === null || firstToBreak(judgeSignals(this.#seconds)) === null) return;
    this.#generator.enough();
    this.#generator = null;
    this.#options.keepPlan({ stopped_at: now });
  }

  /** Since the load began; 0 before. */
  #now(): number {
    return this.#began === null ? 0 : toSeconds(this.#options.clock.now()) - this.#began;
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

  /** Before the document is accepted: it is a job in the store when the sender hears of it. */
  #keep(document: ReceivedDocument): void {
    const { context, documents, incoming, id, clock, request } = this.#options;
    const known = documents.find(document);
    const kept = known ?? {
      // As a resume will find it: what is too large to be read has none.
      sha256: document.bytes > largestInput(request.settings) ? null : document.sha256,
      etag: null,
      file: path.basename(document.file),
      root: incoming,
      bytes: document.bytes,
      path_class: null,
      type: null,
      truth: null,
    };
    const moment = clock.now();
    const job = { id: document.job_id, sequence: this.#accepted, planned_us: moment, queued_us: moment };
    const document_id = context.store.addJob(id, kept, job, document.arrival);
    this.#accepted += 1;
    this.documentRecords.set(document_id, { ...kept, id: document_id });
    if (known !== null) this.#copies.set(document.job_id, document.file);
    if (document.webhook !== null) this.#webhookOf.set(document.job_id, document.webhook);
    this.#progress?.jobAdded({ id: document.job_id, file: kept.file, side: 'a', document_id });
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

  async #playLoad(gateway: GatewayAddress, stop: AbortSignal): Promise<void> {
    const { context, request, host, documents, arrivals, clock, id, keepPlan, sentFrom } = this.#options;
    const named = (from: LoadDocuments['byPath']['fast']) =>
      from.map((document) => ({ name: uploadName(document), file: path.join(sentFrom ?? document.root, document.file) }));
    const generator = new GeneratorProcess(host, context.generatorEntry, ({ changes, cpu_us, unanswered }) => {
      this.#generatorCpuUs = cpu_us;
      this.#unanswered = unanswered;
      for (const { index, arrival } of changes) {
        this.#arrivals[index] = arrival;
        this.#changed.set(index, arrival);
      }
    });
    this.#generator = generator;
    stop.addEventListener('abort', () => generator.stop(), { once: true });
    try {
      await generator.prepare({
        plan: [...arrivals],
        documents: { fast: named(documents.byPath.fast), standard: named(documents.byPath.standard) },
        gateway,
        timeout_ms: request.limits.request_timeout_ms + ANSWER_GRACE_MS,
        ends: request.gateway === null ? 'webhook' : 'ask',
      });
      while (
        request.gateway === null &&
        this.#queue instanceof LocalQueue &&
        !stop.aborted &&
        !this.#isLost &&
        (this.#progress?.workerPids.size ?? 0) < request.settings.workers
      )
        await sleep(LOOK_MS);
      if (this.#isLost) return;
      const beginUs = clock.now() + LEAD_US;
      context.store.planArrivals(id, toSeconds(beginUs), arrivals);
      this.#began = toSeconds(beginUs);
      keepPlan({ began: this.#began });
      await generator.play(clock.originUs + beginUs);
    } finally {
      this.#generator = null;
      generator.close();
    }
  }

  #keepChanges(): void {
    const refused = this.#gateway?.metrics.refused ?? {};
    const refusals = Object.values(refused).reduce((sum, count) => sum + count, 0);
    if (refusals !== this.#refusals) this.#options.keepPlan({ refused });
    this.#refusals = refusals;
    if (this.#began === null || this.#changed.size === 0) return;
    this.#options.context.store.keepArrivals(this.#options.id, this.#began, this.#changed);
    this.#changed.clear();
  }

  /** @param isDone nothing waits to be resumed */
  async #end(isDone: boolean): Promise<void> {
    const { incoming, sentFrom, shared } = this.#options;
    this.#generator?.stop();
    this.#signals.close();
    this.#queue.close();
    this.#warnOfUnanswered();
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

  #warnOfUnanswered(): void {
    const reasons = Object.entries(this.#unanswered).toSorted(([, a], [, b]) => b - a);
    const count = reasons.reduce((sum, [, times]) => sum + times, 0);
    if (count === 0) return;
    const text = reasons.map(([reason, times]) => `${reason} ${times}`).join(', ');
    this.#progress?.warnings.push(warning('load.no_answer', { count, reasons: text }));
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
