/**
 * A process that answers calls (`pipeline/process/calls.ts`), started when it is first asked and again after it died.
 */
import { BenchError } from '../../pipeline/contract/errors.ts';
import { type AskOptions, CallClient, type CallInput, type CallOutput, type CallTable } from '../../pipeline/process/calls.ts';
import type { HostedProcess, ProcessHost } from '../../pipeline/process/host.ts';

export interface CallingProcessOptions<Table extends CallTable> {
  readonly host: ProcessHost;
  readonly entry: URL;
  readonly table: Table;
  /** Asked of every fresh process before anything else. */
  readonly greeting?: { readonly name: keyof Table & string; readonly input: unknown };
  readonly onDeath: (error: BenchError) => void;
}

export class CallingProcess<Table extends CallTable> {
  private readonly options: CallingProcessOptions<Table>;
  private alive: { readonly process: HostedProcess; readonly calls: CallClient<Table> } | null = null;
  private closed = false;

  constructor(options: CallingProcessOptions<Table>) {
    this.options = options;
  }

  /** @throws BenchError what the process answers, and `process.died` */
  ask<Name extends keyof Table & string>(
    name: Name,
    input: CallInput<Table, Name>,
    options?: AskOptions,
  ): Promise<CallOutput<Table, Name>> {
    if (this.closed) return Promise.reject(new BenchError('process.died', { reason: 'it was closed' }));
    this.alive ??= this.start();
    return this.alive.calls.ask(name, input, options);
  }

  close(): void {
    this.closed = true;
    this.alive?.process.disconnect();
  }

  private start() {
    const { host, entry, table, greeting, onDeath } = this.options;
    const process = host.start(entry, {
      message: (message) => calls.receive(message),
      line: () => undefined,
      exit: (reason) => {
        const error = new BenchError('process.died', { reason });
        this.alive = null;
        calls.leave(error);
        if (!this.closed) onDeath(error);
      },
    });
    const calls = new CallClient(table, (message) => process.post(message));
    if (greeting !== undefined) void calls.ask(greeting.name, greeting.input as never).catch(() => undefined);
    return { process, calls };
  }
}
