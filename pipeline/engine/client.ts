/**
 * A front's side of the engine process: starts it, calls it, hears its events.
 *
 *   const engine = await EngineClient.start({ host: nodeHost(), entry, database, hosts: nodeOnly, onEvent });
 *   const outcome = await engine.call({ call: 'run', request });
 *   engine.close();
 */
import {
  type EngineAnswer,
  type EngineCall,
  type EngineEvent,
  engineReportSchema,
  type WorkerHostsOffer,
} from '../contract/engine-messages.ts';
import { BenchError, reasonOf } from '../contract/errors.ts';
import type { HostedProcess, ProcessHost } from '../process/host.ts';
import { type RelayServer, relayRequestSchema, serveRelay } from '../process/relay.ts';

type WithoutNumber<Call> = Call extends unknown ? Omit<Call, 'number'> : never;

interface Waiting {
  resolve(outcome: EngineAnswer['outcome']): void;
  reject(error: BenchError): void;
}

export interface EngineStart {
  /** Runs the engine itself. */
  readonly host: ProcessHost;
  readonly entry: URL;
  readonly database: string;
  readonly hosts: WorkerHostsOffer;
  /** Starts processes for the engine where it cannot do so itself. */
  readonly relay?: { readonly host: ProcessHost; readonly entries: readonly URL[] };
  readonly onEvent: (event: EngineEvent) => void;
  /** The engine is gone, and not because it was closed. */
  readonly onGone?: (error: BenchError) => void;
}

export class EngineClient {
  private readonly process: HostedProcess;
  private readonly relay: RelayServer | null;
  private readonly waiting = new Map<number, Waiting>();
  private readonly onEvent: EngineStart['onEvent'];
  private readonly onGone: EngineStart['onGone'];
  private nextNumber = 1;
  private gone: BenchError | null = null;
  private closed = false;
  /** The run at hand, for the sentence when the engine dies; null before one has begun. */
  private runId: string | null = null;

  private constructor({ host, entry, relay, onEvent, onGone }: EngineStart) {
    this.onEvent = onEvent;
    this.onGone = onGone;
    this.relay = relay === undefined ? null : serveRelay(relay.host, relay.entries, (report) => this.process.post(report));
    this.process = host.start(entry, {
      message: (message) => this.receive(message),
      line: () => undefined,
      exit: (reason) => this.leave(this.deathOf(reason)),
    });
  }

  /** @throws BenchError `engine.start_failed`, `store.*` */
  static async start(start: EngineStart): Promise<EngineClient> {
    const client = new EngineClient(start);
    try {
      await client.call({ call: 'open', database: start.database, hosts: start.hosts });
      return client;
    } catch (thrown) {
      client.close();
      const error = BenchError.wrap(thrown);
      throw error.code === 'engine.died_early'
        ? new BenchError('engine.start_failed', { reason: error.details.reason ?? '' })
        : error;
    }
  }

  get pid(): number | undefined {
    return this.process.pid;
  }

  /** @throws BenchError what the engine answers, and `engine.died` */
  call(call: WithoutNumber<EngineCall>): Promise<EngineAnswer['outcome']> {
    if (this.gone !== null) return Promise.reject(this.gone);
    if (['run', 'compare', 'load', 'resume'].includes(call.call)) this.runId = null;
    const number = this.nextNumber++;
    return new Promise((resolve, reject) => {
      this.waiting.set(number, { resolve, reject });
      this.process.post({ ...call, number });
    });
  }

  /** Lets the engine go: it stops what is at hand and ends by itself. */
  close(): void {
    this.closed = true;
    this.process.disconnect();
  }

  private receive(message: unknown): void {
    const relayed = relayRequestSchema.safeParse(message);
    if (relayed.success) return this.relay?.obey(relayed.data);
    const parsed = engineReportSchema.safeParse(message);
    if (!parsed.success) {
      this.leave(new BenchError('message.invalid', { from: 'the engine', reason: reasonOf(parsed.error) }));
      this.process.kill();
      return;
    }
    const report = parsed.data;
    if ('event' in report) {
      if (report.event === 'run_started') this.runId = report.run_id;
      this.onEvent(report);
      return;
    }
    const waiting = this.waiting.get(report.answer);
    this.waiting.delete(report.answer);
    if (report.error !== null) waiting?.reject(BenchError.from(report.error));
    else waiting?.resolve(report.outcome);
  }

  private deathOf(reason: string): BenchError {
    return this.runId === null
      ? new BenchError('engine.died_early', { reason })
      : new BenchError('engine.died', { reason, run: this.runId });
  }

  private leave(error: BenchError): void {
    const first = this.gone === null;
    this.gone ??= error;
    this.relay?.close();
    for (const { reject } of this.waiting.values()) reject(this.gone);
    this.waiting.clear();
    if (first && !this.closed) this.onGone?.(this.gone);
  }
}
