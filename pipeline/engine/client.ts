/**
 * A front's side of the engine process: starts it, calls it, hears its events.
 *
 *   const engine = await EngineClient.start(nodeHost, database, onEvent);
 *   const outcome = await engine.call({ call: 'run', request });
 *   engine.close();
 */
import { type EngineAnswer, type EngineCall, type EngineEvent, engineReportSchema } from '../contract/engine-messages.ts';
import { BenchError, reasonOf } from '../contract/errors.ts';
import type { HostedProcess, ProcessHost } from './process-host.ts';

type WithoutNumber<Call> = Call extends unknown ? Omit<Call, 'number'> : never;

interface Waiting {
  resolve(outcome: EngineAnswer['outcome']): void;
  reject(error: BenchError): void;
}

const entry = new URL('./main.ts', import.meta.url);

export class EngineClient {
  private readonly process: HostedProcess;
  private readonly waiting = new Map<number, Waiting>();
  private readonly onEvent: (event: EngineEvent) => void;
  private nextNumber = 1;
  private gone: BenchError | null = null;
  /** The run at hand, for the sentence when the engine dies. */
  private runId = 'latest';

  private constructor(host: ProcessHost, onEvent: (event: EngineEvent) => void) {
    this.onEvent = onEvent;
    this.process = host.start(entry, {
      message: (message) => this.receive(message),
      line: () => undefined,
      exit: (reason) => this.leave(new BenchError('engine.died', { reason, run: this.runId })),
    });
  }

  /** @throws BenchError `engine.start_failed`, `store.*` */
  static async start(host: ProcessHost, database: string, onEvent: (event: EngineEvent) => void): Promise<EngineClient> {
    const client = new EngineClient(host, onEvent);
    try {
      await client.call({ call: 'open', database });
      return client;
    } catch (thrown) {
      client.close();
      const error = BenchError.wrap(thrown);
      throw error.code === 'engine.died' ? new BenchError('engine.start_failed', { reason: error.details.reason ?? '' }) : error;
    }
  }

  get pid(): number | undefined {
    return this.process.pid;
  }

  /** @throws BenchError what the engine answers, and `engine.died` */
  call(call: WithoutNumber<EngineCall>): Promise<EngineAnswer['outcome']> {
    if (this.gone !== null) return Promise.reject(this.gone);
    const number = this.nextNumber++;
    return new Promise((resolve, reject) => {
      this.waiting.set(number, { resolve, reject });
      this.process.post({ ...call, number });
    });
  }

  /** Lets the engine go: it stops what is at hand and ends by itself. */
  close(): void {
    this.process.disconnect();
  }

  private receive(message: unknown): void {
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

  private leave(error: BenchError): void {
    this.gone ??= error;
    for (const { reject } of this.waiting.values()) reject(this.gone);
    this.waiting.clear();
  }
}
