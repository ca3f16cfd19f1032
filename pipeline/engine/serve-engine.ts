/**
 * The engine as a process: answers calls, tells events, owns the store. It works on one run at a time and refuses a second.
 *
 * Holds: when the front is gone the run is stopped and left to be resumed; Ctrl-C is the front's business.
 */
import { type EngineCall, type EngineReport, engineCallSchema } from '../contract/engine-messages.ts';
import { BenchError, reasonOf } from '../contract/errors.ts';
import { openStore, type WritableStore } from '../store/store.ts';
import { ownerIsAlive } from './owner.ts';
import type { ProcessHost } from './process-host.ts';
import type { EngineContext } from './run-progress.ts';
import { deleteRun, resumeRun, startRun } from './runs.ts';

/** So long an engine without a front may take to close its run. */
const GRACE_MS = 20_000;

type Outcome = Extract<EngineReport, { answer: number }>['outcome'];

/** @param host starts the workers */
export function serveEngine(host: ProcessHost, workerEntry: URL): void {
  let store: WritableStore | null = null;
  let stop = new AbortController();
  let atHand: Promise<unknown> = Promise.resolve();
  let busy = false;

  const send = (report: EngineReport) => process.send?.(report);
  const context = (): EngineContext => {
    if (store === null) throw new BenchError('message.invalid', { from: 'the front', reason: 'a call before open' });
    return { store, host, workerEntry, emit: send };
  };

  async function obey(call: EngineCall): Promise<Outcome> {
    switch (call.call) {
      case 'open':
        store = openStore(call.database, { mode: 'write' });
        store.interruptAbandoned(ownerIsAlive);
        return null;
      case 'run':
        return alone((signal) => startRun(context(), call.request, signal));
      case 'resume':
        return alone((signal) => resumeRun(context(), call.run, call.emit_contract, signal));
      case 'cancel':
        stop.abort(new BenchError('run.stopped'));
        return null;
      case 'delete':
        return { deleted: await deleteRun(context(), call.run) };
    }
  }

  async function alone(work: (signal: AbortSignal) => Promise<Outcome>): Promise<Outcome> {
    if (busy) throw new BenchError('run.busy');
    busy = true;
    stop = new AbortController();
    try {
      return await work(stop.signal);
    } finally {
      busy = false;
    }
  }

  const leave = async () => {
    stop.abort(new BenchError('run.stopped'));
    // Whatever hangs must not keep a process that nobody speaks to any more.
    setTimeout(() => process.exit(1), GRACE_MS).unref();
    await atHand.catch(() => undefined);
    store?.close();
    process.exit(0);
  };

  process.on('message', (message) => {
    const parsed = engineCallSchema.safeParse(message);
    if (!parsed.success) {
      process.stderr.write(`engine: ${reasonOf(parsed.error)}\n`);
      process.exit(1);
    }
    const { number } = parsed.data;
    const working = obey(parsed.data).then(
      (outcome) => send({ answer: number, error: null, outcome }),
      (thrown: unknown) => send({ answer: number, error: BenchError.wrap(thrown).toInfo(), outcome: null }),
    );
    if (parsed.data.call !== 'cancel') atHand = working;
  });
  process.on('disconnect', leave);
  process.on('SIGTERM', leave);
  process.on('SIGINT', () => undefined);
}
