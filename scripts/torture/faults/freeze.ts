/** SIGSTOP: a process stands still for some seconds, and goes on as if nothing had been. */
import { sleep } from '../../../pipeline/measure/clock.ts';
import type { ActivityName } from '../activities/activity.ts';
import { type Part, processesOf, signal } from '../processes.ts';
import { type Fault, noFailures, none } from './fault.ts';

const victims: readonly (readonly [part: Part, words: string, on: readonly ActivityName[]])[] = [
  ['worker', 'a worker', ['run', 'compare', 'load']],
  ['engine', 'the engine', ['run', 'compare', 'load', 'gateway']],
  ['front', 'the command', ['run', 'compare', 'load', 'export']],
  ['generator', 'the load generator', ['load']],
];

const SHORTEST_MS = 1000;
const LONGEST_MS = 3000;

export const freezes: readonly Fault[] = victims.map(([part, words, on]) => ({
  name: `freeze-${part}`,
  title: `SIGSTOP of ${words}, then SIGCONT`,
  on,
  short: part === 'generator' ? 'load' : null,
  ends: ['done'],
  failures: noFailures,
  obstacle: none,
  arm: async ({ ground }) => ({
    async strike() {
      const there = processesOf(ground.mark).filter((found) => found.part === part);
      if (there.length === 0) return null;
      const { pid } = ground.chance.oneOf(there);
      if (!signal(pid, 'SIGSTOP')) return null;
      await sleep(ground.chance.between(SHORTEST_MS, LONGEST_MS));
      signal(pid, 'SIGCONT');
      return '';
    },
  }),
}));
