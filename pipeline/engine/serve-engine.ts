/**
 * The engine as a process: answers calls, tells events, owns the store. It works on one run at a time and refuses a second.
 *
 * Holds: when the front is gone the run is stopped and left to be resumed; Ctrl-C is the front's business; a run whose work ended
 * in an error belongs to nobody, as soon as the store takes that.
 */
import { type EngineCall, type EngineReport, engineCallSchema } from '../contract/engine-messages.ts';
import { BenchError, reasonOf } from '../contract/errors.ts';
import { parentChannel } from '../process/channel.ts';
import { relayHost, relayReportSchema } from '../process/relay.ts';
import { openStore, type WritableStore } from '../store/store.ts';
import { startComparison } from './comparisons.ts';
import { LeftRuns } from './left-runs.ts';
import { startLoad } from './load/start-load.ts';
import type { EngineContext } from './run-progress.ts';
import { deleteRun, resumeRun, startRun } from './runs.ts';
import { type WorkerHosts, workerHosts } from './worker-hosts.ts';

/** So long an engine without a front may take to close its run. */
const GRACE_MS = 20_000;

type Outcome = Extract<EngineReport, { answer: number }>['outcome'];

/** @param entries of the processes that it starts */
export function serveEngine({ workerEntry, generatorEntry }: Pick<EngineContext, 'workerEntry' | 'generatorEntry'>): void {
  const channel = parentChannel();
  const utility = relayHost('utility', (request) => channel.post(request));
  let store: WritableStore | null = null;
  let hosts: WorkerHosts | null = null;
  let stop = new AbortController();
  const underWay = new Set<Promise<unknown>>();
  let busy = false;

  const send = (report: EngineReport) => channel.post(report);
  const context = (): EngineContext => {
    if (store === null || hosts === null)
      throw new BenchError('message.invalid', { from: 'the front', reason: 'a call before open' });
    return { store, hosts, workerEntry, generatorEntry, emit: send };
  };

  const left = new LeftRuns(
    () => context().store,
    () => send({ event: 'runs_released' }),
  );

  async function obey(call: EngineCall): Promise<Outcome> {
    switch (call.call) {
      case 'open':
        store = openStore(call.database, { mode: 'write' });
        hosts = workerHosts(call.hosts, utility);
        left.release();
        return null;
      case 'run':
        reopenReplaced();
        return alone((signal) => startRun(context(), call.request, signal));
      case 'compare':
        reopenReplaced();
        return alone((signal) => startComparison(context(), call.request, signal));
      case 'load':
        reopenReplaced();
        return alone((signal) => startLoad(context(), call.request, signal));
      case 'resume':
        return alone((signal) => resumeRun(context(), call.run, call.emit_contract, signal));
      case 'cancel':
        stop.abort(new BenchError('run.stopped'));
        return null;
      case 'delete':
        if (!busy) left.release();
        return { deleted: await deleteRun(context(), call.run) };
      case 'keep_push':
        context().store.keepPush(call.push);
        return null;
      case 'edit':
        context().store.editRun(context().store.findRun(call.run), call.changes);
        return null;
    }
  }

  /** A run that went into a file which is no longer there would be lost without a word. */
  function reopenReplaced(): void {
    if (busy || !store?.isReplaced()) return;
    const { file } = store;
    store.close();
    store = openStore(file, { mode: 'write' });
  }

  async function alone(work: (signal: AbortSignal) => Promise<Outcome>): Promise<Outcome> {
    if (busy) throw new BenchError('run.busy');
    left.release();
    busy = true;
    stop = new AbortController();
    try {
      return await work(stop.signal);
    } catch (thrown) {
      left.releaseSoon();
      throw thrown;
    } finally {
      busy = false;
    }
  }

  const leave = async () => {
    stop.abort(new BenchError('run.stopped'));
    // Whatever hangs must not keep a process that nobody speaks to any more.
    setTimeout(() => process.exit(1), GRACE_MS).unref();
    await Promise.allSettled(underWay);
    store?.close();
    process.exit(0);
  };

  channel.onMessage((message) => {
    const relayed = relayReportSchema.safeParse(message);
    if (relayed.success) return utility.receive(relayed.data);
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
    underWay.add(working);
    working.finally(() => underWay.delete(working));
  });
  channel.onClose(() => {
    // First the run is stopped: that its workers are gone with the front must not cost it their documents.
    void leave();
    utility.close();
  });
  process.on('SIGTERM', leave);
  process.on('SIGINT', () => undefined);
}
