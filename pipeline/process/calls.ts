/**
 * Calls between two processes by a table of names, each with a schema for what goes in and what comes out. Many calls may be
 * open at once; a long one tells its progress and can be cancelled. Both sides parse what they receive.
 *
 *   serveCalls(channel, readerCalls, { 'runs.list': ({ search }) => store.listRuns(…), … });
 *   const calls = new CallClient(readerCalls, (message) => channel.post(message));
 *   const runs = await calls.ask('runs.list', { search: '' });
 */
import { z } from 'zod';
import { BenchError, errorInfoSchema, reasonOf } from '../contract/errors.ts';
import type { Channel } from './channel.ts';

export type CallTable = Readonly<Record<string, { readonly input: z.ZodType; readonly output: z.ZodType }>>;
export type CallInput<Table extends CallTable, Name extends keyof Table> = z.input<Table[Name]['input']>;
export type CallOutput<Table extends CallTable, Name extends keyof Table> = z.output<Table[Name]['output']>;

export interface CallContext {
  readonly signal: AbortSignal;
  /** `done` of `total`, in whatever unit the work has; `doing`: at which part of it. */
  progress(done: number, total: number, doing?: string): void;
}

export type CallHandlers<Table extends CallTable> = {
  readonly [Name in keyof Table]: (
    input: z.output<Table[Name]['input']>,
    context: CallContext,
  ) => z.input<Table[Name]['output']> | Promise<z.input<Table[Name]['output']>>;
};

const unreadable = new BenchError('message.invalid', { from: 'an answer', reason: 'a refusal of another form' });

const requestSchema = z.union([z.object({ ask: z.int(), name: z.string(), input: z.unknown() }), z.object({ cancel: z.int() })]);
const replySchema = z.union([
  z.object({ answer: z.int(), output: z.unknown() }),
  // A refusal that cannot be read is one still: who asked must not wait for ever.
  z.object({ refusal: z.int(), error: errorInfoSchema.catch(unreadable.toInfo()) }),
  z.object({ progress: z.int(), done: z.number(), total: z.number(), doing: z.string().optional() }),
]);

/** Answers the calls that arrive on the channel, for as long as it is open. */
export function serveCalls<Table extends CallTable>(channel: Channel, table: Table, handlers: CallHandlers<Table>): void {
  const open = new Map<number, AbortController>();

  async function answer(number: number, name: string, input: unknown): Promise<unknown> {
    const call = Object.hasOwn(table, name) ? table[name] : undefined;
    if (call === undefined) throw new BenchError('message.invalid', { from: 'a caller', reason: `there is no call ${name}` });
    const parsed = call.input.safeParse(input);
    if (!parsed.success) throw new BenchError('message.invalid', { from: 'a caller', reason: reasonOf(parsed.error) });
    const stop = new AbortController();
    open.set(number, stop);
    try {
      return await handlers[name as keyof Table](parsed.data as never, {
        signal: stop.signal,
        progress: (done, total, doing) => channel.post({ progress: number, done, total, doing }),
      });
    } finally {
      open.delete(number);
    }
  }

  channel.onMessage((message) => {
    const request = requestSchema.safeParse(message);
    if (!request.success) return;
    if ('cancel' in request.data) {
      open.get(request.data.cancel)?.abort(new BenchError('call.cancelled'));
      return;
    }
    const { ask: number, name, input } = request.data;
    // An output that cannot cross, such as a function, is refused too.
    answer(number, name, input)
      .then((output) => channel.post({ answer: number, output }))
      .catch((thrown: unknown) => channel.post({ refusal: number, error: BenchError.wrap(thrown).toInfo() }));
  });
  channel.onClose(() => {
    for (const stop of open.values()) stop.abort(new BenchError('call.cancelled'));
  });
}

export interface AskOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number, doing: string | undefined) => void;
}

interface Waiting extends AskOptions {
  readonly output: z.ZodType;
  resolve(output: unknown): void;
  reject(error: BenchError): void;
}

/** The asking side. Its owner hands it what arrives (`receive`) and says when the other side is gone (`leave`). */
export class CallClient<Table extends CallTable> {
  private readonly table: Table;
  private readonly post: (message: unknown) => void;
  private readonly waiting = new Map<number, Waiting>();
  private nextNumber = 1;
  private gone: BenchError | null = null;

  constructor(table: Table, post: (message: unknown) => void) {
    this.table = table;
    this.post = post;
  }

  /** @throws BenchError what the other side answers, or why it is gone */
  ask<Name extends keyof Table & string>(
    name: Name,
    input: CallInput<Table, Name>,
    options: AskOptions = {},
  ): Promise<CallOutput<Table, Name>> {
    if (this.gone !== null) return Promise.reject(this.gone);
    const { signal } = options;
    if (signal?.aborted) return Promise.reject(new BenchError('call.cancelled'));
    const number = this.nextNumber++;
    const output = this.table[name]?.output ?? z.never();
    const cancel = () => this.post({ cancel: number });
    signal?.addEventListener('abort', cancel, { once: true });
    const answer = new Promise<unknown>((resolve, reject) => {
      this.waiting.set(number, { ...options, output, resolve, reject });
      this.post({ ask: number, name, input });
    }) as Promise<CallOutput<Table, Name>>;
    return answer.finally(() => signal?.removeEventListener('abort', cancel));
  }

  receive(message: unknown): void {
    const parsed = replySchema.safeParse(message);
    if (!parsed.success) return;
    const reply = parsed.data;
    if ('progress' in reply) {
      this.waiting.get(reply.progress)?.onProgress?.(reply.done, reply.total, reply.doing);
      return;
    }
    const number = 'answer' in reply ? reply.answer : reply.refusal;
    const waiting = this.waiting.get(number);
    this.waiting.delete(number);
    if (waiting === undefined) return;
    if ('error' in reply) {
      waiting.reject(BenchError.from(reply.error));
      return;
    }
    const output = waiting.output.safeParse(reply.output);
    if (output.success) waiting.resolve(output.data);
    else waiting.reject(new BenchError('message.invalid', { from: 'an answer', reason: reasonOf(output.error) }));
  }

  /** Refuses what is open and whatever is asked from now on. */
  leave(error: BenchError): void {
    this.gone ??= error;
    for (const { reject } of this.waiting.values()) reject(this.gone);
    this.waiting.clear();
  }
}
