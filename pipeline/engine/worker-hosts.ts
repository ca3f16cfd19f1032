/**
 * The hosts that workers may run in, and which one a run gets.
 */
import type { WorkerHostsOffer } from '../contract/engine-messages.ts';
import { BenchError } from '../contract/errors.ts';
import type { Settings } from '../contract/settings.ts';
import { nodeHost, type ProcessHost } from '../process/host.ts';

export interface WorkerHosts {
  /** @throws BenchError `host.unavailable` */
  choose(setting: Settings['host']): ProcessHost;
}

/** @param utility the host that the front relays to */
export function workerHosts(offer: WorkerHostsOffer, utility: ProcessHost): WorkerHosts {
  return {
    choose(setting) {
      const wanted = setting === 'auto' ? offer.preferred : setting;
      if (wanted === 'node') {
        if (offer.node === null)
          throw new BenchError('host.unavailable', { host: 'node', reason: 'there is no Node beside the app' });
        return nodeHost(offer.node);
      }
      if (offer.no_utility !== null) throw new BenchError('host.unavailable', { host: 'utility', reason: offer.no_utility });
      return utility;
    },
  };
}

/** What fronts without Electron offer: the Node that runs them. */
export const nodeOnly: WorkerHostsOffer = {
  preferred: 'node',
  no_utility: 'they are part of the app',
  node: process.execPath,
};
