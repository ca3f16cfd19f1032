/**
 * Starts, watches and stops runs: owns the engine process, brings it back when it dies, and tells how the run goes on.
 *
 * Holds: one run at a time; a run whose engine died ends here with the sentence that says so, and can be resumed.
 */
import type { CompareRequest } from '../../pipeline/contract/comparison.ts';
import type { EngineEvent, RunOutcome, RunRequest, WorkerHostsOffer } from '../../pipeline/contract/engine-messages.ts';
import { BenchError } from '../../pipeline/contract/errors.ts';
import type { LiveRun } from '../../pipeline/contract/live-run.ts';
import type { LoadRequest } from '../../pipeline/contract/load.ts';
import type { PushRecord } from '../../pipeline/contract/postgres.ts';
import type { RunChanges } from '../../pipeline/contract/run.ts';
import { EngineClient } from '../../pipeline/engine/client.ts';
import type { ProcessHost } from '../../pipeline/process/host.ts';
import { LiveRunTracker } from './live-run.ts';

/** A window redraws no faster than a person sees. */
const TELL_EVERY_MS = 200;

type Work = Pick<LiveRun, 'name' | 'kind'>;

export interface RunControlOptions {
  readonly host: ProcessHost;
  readonly entry: URL;
  readonly database: string;
  readonly hosts: WorkerHostsOffer;
  readonly relay: { readonly host: ProcessHost; readonly entries: readonly URL[] };
  readonly onLive: (live: LiveRun) => void;
  readonly onBegin?: (kind: LiveRun['kind']) => void;
  readonly onEvent?: (event: EngineEvent) => void;
  readonly onRunsChanged: () => void;
  readonly onDeath: (error: BenchError) => void;
}

export class RunControl {
  private readonly options: RunControlOptions;
  private engine: Promise<EngineClient> | null = null;
  private tracker: LiveRunTracker | null = null;
  private telling: NodeJS.Timeout | null = null;
  private working = false;

  constructor(options: RunControlOptions) {
    this.options = options;
  }

  get live(): LiveRun | null {
    return this.tracker?.snapshot ?? null;
  }

  get isWorking(): boolean {
    return this.working;
  }

  start(request: RunRequest): Promise<void> {
    return this.work({ name: request.name, kind: 'run' }, (engine) => engine.call({ call: 'run', request }));
  }

  compare(request: CompareRequest): Promise<void> {
    return this.work({ name: request.name, kind: 'compare' }, (engine) => engine.call({ call: 'compare', request }));
  }

  load(request: LoadRequest): Promise<void> {
    return this.work({ name: request.name, kind: 'load' }, (engine) => engine.call({ call: 'load', request }));
  }

  /** @param work as it was begun; what is left of a load test is read, and watched, as in any other run */
  resume(run: string, work: Work): Promise<void> {
    const watchedAs = work.kind === 'load' ? 'run' : work.kind;
    return this.work(work, (engine) => engine.call({ call: 'resume', run, emit_contract: false }), watchedAs);
  }

  async cancel(): Promise<void> {
    if (!this.working) return;
    this.tracker?.cancelled();
    this.tell();
    await (await this.connect()).call({ call: 'cancel' });
  }

  async edit(run: string, changes: RunChanges): Promise<void> {
    await (await this.connect()).call({ call: 'edit', run, changes });
    this.options.onRunsChanged();
  }

  async keepPush(push: PushRecord): Promise<void> {
    await (await this.connect()).call({ call: 'keep_push', push });
  }

  async delete(run: string): Promise<void> {
    await (await this.connect()).call({ call: 'delete', run });
    this.options.onRunsChanged();
  }

  /** Lets the engine go; a run at hand is left to be resumed. */
  async close(): Promise<void> {
    const engine = await this.engine?.catch(() => null);
    engine?.close();
  }

  /** Starts the engine when it is not there, so that runs which were abandoned read so. */
  connect(): Promise<EngineClient> {
    this.engine ??= this.startEngine().catch((thrown: unknown) => {
      this.engine = null;
      throw thrown;
    });
    return this.engine;
  }

  private async startEngine(): Promise<EngineClient> {
    let begun = false;
    const engine = await EngineClient.start({
      host: this.options.host,
      entry: this.options.entry,
      database: this.options.database,
      hosts: this.options.hosts,
      relay: this.options.relay,
      onEvent: (event) => this.hear(event),
      // One that dies before it is open would die again: it is not started anew until somebody asks.
      onGone: (error) => begun && this.died(error),
    });
    begun = true;
    return engine;
  }

  /** Resolves when the work has begun; its end is told by `onLive`. */
  private async work(
    { name, kind }: Work,
    call: (engine: EngineClient) => ReturnType<EngineClient['call']>,
    watchedAs = kind,
  ): Promise<void> {
    if (this.working) throw new BenchError('run.busy');
    this.working = true;
    try {
      const engine = await this.connect();
      const tracker = new LiveRunTracker({ name, kind: watchedAs }, () => performance.now() / 1000);
      this.tracker = tracker;
      this.options.onBegin?.(kind);
      this.telling = setInterval(() => this.tell(), TELL_EVERY_MS);
      call(engine)
        .then((outcome) => tracker.ended({ outcome: outcome as RunOutcome }))
        .catch((thrown: unknown) => tracker.ended({ error: BenchError.wrap(thrown).toInfo() }))
        .finally(() => this.finished());
    } catch (thrown) {
      this.working = false;
      throw thrown;
    }
  }

  private finished(): void {
    this.working = false;
    if (this.telling !== null) clearInterval(this.telling);
    this.tell();
    this.options.onRunsChanged();
  }

  private hear(event: EngineEvent): void {
    this.tracker?.hear(event);
    this.options.onEvent?.(event);
    if (event.event === 'run_started' || event.event === 'runs_released') this.options.onRunsChanged();
  }

  private tell(): void {
    if (this.tracker !== null) this.options.onLive(this.tracker.snapshot);
  }

  private died(error: BenchError): void {
    this.engine = null;
    this.options.onDeath(error);
    // A fresh one writes down that the run was interrupted. When it cannot start, the next call says why.
    this.connect().then(
      () => this.options.onRunsChanged(),
      () => undefined,
    );
  }
}
