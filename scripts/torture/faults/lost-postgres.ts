/** The Postgres server dies as in a power cut, in the midst of whatever it is at, and comes back. */
import { sleep } from '../../../pipeline/measure/clock.ts';
import { type Fault, noFailures, none } from './fault.ts';

const LONGEST_AWAY_MS = 2000;

export const lostPostgres: Fault = {
  name: 'lost-postgres',
  title: 'lost Postgres',
  on: ['export', 'load-postgres', 'queue'],
  short: 'export',
  ends: ['done', 'postgres.lost', 'postgres.unreachable'],
  failures: noFailures,
  obstacle: none,
  arm: async ({ ground, server }) => ({
    async strike() {
      if (server === null) return null;
      await server.kill();
      await sleep(ground.chance.between(0, LONGEST_AWAY_MS));
      await server.up();
      return 'kill -9 of the server';
    },
  }),
};
