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

  /** Lets the process go, and its memory; the next question starts a fresh one. */
  rest(): void {
    const { alive } = this;
    this.alive = null;
    alive?.process.disconnect();
  }

  close(): void {
    this.closed = true;
    this.rest();
  }

  private start() {
    const { host, entry, table, greeting, onDeath } = this.options;
    const process = host.start(entry, {
      message: (message) => calls.receive(message),
      line: () => undefined,
      exit: (reason) => {
        const error = new BenchError('process.died', { reason });
        calls.leave(error);
        // Of one that was let go, this is the end that was asked for.
        if (this.alive?.process !== process) return;
        this.alive = null;
        onDeath(error);
      },
    });
    const calls = new CallClient(table, (message) => process.post(message));
    if (greeting !== undefined) void calls.ask(greeting.name, greeting.input as never).catch(() => undefined);
    return { process, calls };
  }
}
