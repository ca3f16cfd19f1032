/** `rbench load --queue postgres` with two machines that take from it, `rbench worker`. */
import { freshDatabase } from '../../../pipeline/export/postgres/testing/pushed.ts';
import { start } from '../command.ts';
import type { Activity } from './activity.ts';
import { loadWork } from './load.ts';
import { serverEnvironment } from './server.ts';

const MACHINES = 2;

export const queueActivity: Activity = {
  name: 'queue',
  title: 'queue that machines share',
  needsServer: true,
  async begin(ground, server) {
    if (server === null) throw new Error('This activity needs a server.');
    Object.assign(ground.environment, serverEnvironment(server, await freshDatabase(server)));
    const machines = Array.from({ length: MACHINES }, () => start(ground, 'worker', '--workers', '1', '--tls', 'disable'));
    return loadWork(ground, ['--queue', 'postgres', '--tls', 'disable'], {
      hasOutputs: false,
      async afterwards() {
        for (const { child } of machines) child.kill('SIGINT');
        await Promise.all(machines.map((machine) => machine.ended));
      },
    });
  },
};
