/** Another process holds the database: for some seconds, or for longer than anybody waits. */
import Database from 'better-sqlite3';
import { sleep } from '../../../pipeline/measure/clock.ts';
import { type Fault, noFailures, none } from './fault.ts';

const SHORTEST_MS = 1500;
const LONGEST_MS = 4000;

export const lockedDatabase: Fault = {
  name: 'locked-database',
  title: 'database locked for some seconds',
  on: ['run', 'compare', 'load', 'gateway', 'export'],
  short: 'load',
  ends: ['done'],
  failures: noFailures,
  obstacle: none,
  arm: async ({ ground }) => ({
    async strike() {
      const release = lock(ground.database);
      await sleep(ground.chance.between(SHORTEST_MS, LONGEST_MS));
      release();
      return '';
    },
  }),
};

export const longLock: Fault = {
  name: 'long-lock',
  title: 'database locked for good',
  on: ['run', 'compare', 'load', 'gateway'],
  short: null,
  ends: ['store.locked'],
  failures: noFailures,
  obstacle: none,
  arm: async ({ ground, ended }) => ({
    async strike() {
      const release = lock(ground.database);
      await ended();
      release();
      return '';
    },
  }),
};

/** Takes the only lock that a writer needs. Answers with what gives it back. */
function lock(file: string): () => void {
  const database = new Database(file, { timeout: 10_000 });
  database.exec('BEGIN IMMEDIATE');
  return () => {
    database.exec('ROLLBACK');
    database.close();
  };
}
