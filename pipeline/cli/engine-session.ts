/**
 * Runs one call on an engine process of its own, with progress, and Ctrl-C that stops the run and keeps what was measured.
 */
import type { EngineEvent, RunOutcome } from '../contract/engine-messages.ts';
import { BenchError } from '../contract/errors.ts';
import { EngineClient } from '../engine/client.ts';
import { nodeOnly } from '../engine/worker-hosts.ts';
import { nodeHost } from '../process/host.ts';
import { type Progress, startProgress } from './progress.ts';

const engineEntry = new URL('../engine/main.ts', import.meta.url);

/** @throws BenchError what the engine answers */
export async function withEngine<T>(
  database: string,
  onEvent: (event: EngineEvent) => void,
  work: (engine: EngineClient) => Promise<T>,
): Promise<T> {
  const engine = await EngineClient.start({ host: nodeHost(), entry: engineEntry, database, hosts: nodeOnly, onEvent });
  const stop = interruptible(engine);
  try {
    return await work(engine);
  } finally {
    stop();
    engine.close();
  }
}

/** The first Ctrl-C asks the engine to stop; a second one does not wait for it. */
function interruptible(engine: EngineClient): () => void {
  let asked = false;
  const onSignal = () => {
    if (asked) process.exit(130);
    asked = true;
    process.stderr.write('\nStopping; what is finished is kept.\n');
    engine.call({ call: 'cancel' }).catch(() => undefined);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return () => {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  };
}

/** Shows a run's events as one bar, failures as they come, and hands on the metrics contract of each job. */
export class RunView {
  private readonly progress: Progress = startProgress('documents');
  private readonly running = new Map<string, string>();
  private readonly printContract: boolean;
  /** Of a comparison: which pass is measured. */
  private pass = '';
  private done = 0;
  private total = 0;

  constructor(printContract: boolean) {
    this.printContract = printContract;
  }

  readonly onEvent = (event: EngineEvent): void => {
    switch (event.event) {
      case 'preparing':
        return this.progress.update(event.done, event.total, 'looking at the documents');
      case 'run_started':
        this.total = event.jobs;
        this.done = event.finished;
        return this.draw();
      case 'pass_began':
        this.pass = `pass ${event.number} of ${event.of}, side ${event.side}: `;
        return this.draw();
      case 'job_started':
        this.running.set(event.job_id, 'starting');
        return;
      case 'stage_began':
        this.running.set(event.job_id, event.stage);
        return this.draw();
      case 'job_ended':
        this.running.delete(event.job_id);
        this.done++;
        return this.draw(event.file);
      case 'contract':
        if (this.printContract) process.stdout.write(`${JSON.stringify(event.contract)}\n`);
    }
  };

  stop(): void {
    this.progress.stop();
  }

  /** @param ended a document that just ended; else what the workers are at is shown */
  private draw(ended?: string): void {
    if (this.total > 0)
      this.progress.update(this.done, this.total, `${this.pass}${ended ?? [...this.running.values()].join(', ')}`);
  }
}

/** The answer of a call that works on a run. */
export function asRunOutcome(outcome: Awaited<ReturnType<EngineClient['call']>>): RunOutcome {
  if (outcome !== null && 'state' in outcome) return outcome;
  throw new BenchError('message.invalid', { from: 'the engine', reason: 'an answer of another kind' });
}
