/** Shows a load test as it goes: how many have ended of how many, what waits, how long they take. */
import type { EngineEvent } from '../contract/engine-messages.ts';
import type { SignalName } from '../contract/signals.ts';
import { type Progress, startProgress } from './progress.ts';

export class LoadView {
  private readonly progress: Progress = startProgress('arrivals');
  private total = 0;
  private readonly onGateway: (gateway: { readonly url: string; readonly token: string }) => void;

  constructor(onGateway: LoadView['onGateway']) {
    this.onGateway = onGateway;
  }

  readonly onEvent = (event: EngineEvent): void => {
    switch (event.event) {
      case 'preparing':
        return this.progress.update(event.done, event.total, 'looking at the documents');
      case 'run_started':
        this.total = event.jobs;
        return;
      case 'gateway_opened':
        return this.onGateway(event);
      case 'signals': {
        if (this.total === 0) return;
        const of = (name: SignalName) => event.signals.find((signal) => signal.name === name)?.value;
        const done = (of('completed') ?? 0) + (of('failed') ?? 0) + (of('rejected') ?? 0);
        const p95 = of('latency_p95_seconds');
        const doing = [
          `${of('arrived') ?? 0} came`,
          `${of('queue_depth') ?? 0} wait`,
          `${of('jobs_in_flight') ?? 0} at work`,
          ...(p95 === undefined ? [] : [`p95 ${p95.toFixed(1)} s`]),
        ];
        return this.progress.update(done, this.total, doing.join(', '));
      }
      default:
        return;
    }
  };

  stop(): void {
    this.progress.stop();
  }
}
