/** SIGKILL: a process gets to do nothing more. */
import type { ActivityName } from '../activities/activity.ts';
import { type Part, processesOf, signal } from '../processes.ts';
import { type Fault, noFailures, none } from './fault.ts';

interface Victim {
  readonly part: Part;
  readonly words: string;
  readonly on: readonly ActivityName[];
  readonly ends: readonly string[];
  readonly failures?: Fault['failures'];
}

const victims: readonly Victim[] = [
  {
    part: 'worker',
    words: 'a worker',
    on: ['run', 'compare', 'load', 'gateway', 'queue'],
    ends: ['done'],
    failures: { codes: ['worker.died'], most: 1 },
  },
  { part: 'engine', words: 'the engine', on: ['run', 'compare', 'load', 'queue'], ends: ['engine.died'] },
  { part: 'front', words: 'the command', on: ['run', 'compare', 'load', 'gateway', 'export'], ends: ['killed'] },
  { part: 'generator', words: 'the load generator', on: ['load'], ends: ['load.generator_died'] },
  { part: 'machine', words: 'a machine that joined the queue', on: ['queue'], ends: ['done'] },
];

/** The most that a moment is later than the one at which work was seen to be under way. */
export const LATEST_MS = 250;

export const kills: readonly Fault[] = [
  ...victims.map(
    ({ part, words, on, ends, failures = noFailures }): Fault => ({
      name: `kill-${part}`,
      title: `SIGKILL of ${words}`,
      on,
      short: part === 'worker' ? 'compare' : null,
      ends,
      failures,
      obstacle: none,
      async arm({ ground }) {
        return {
          async strike() {
            const there = processesOf(ground.mark).filter((found) => found.part === part);
            if (there.length === 0) return null;
            return signal(ground.chance.oneOf(there).pid, 'SIGKILL') ? '' : null;
          },
        };
      },
    }),
  ),
  {
    name: 'kill-gateway',
    title: 'SIGKILL of the gateway (the engine that serves it)',
    on: ['gateway'],
    short: 'gateway',
    ends: ['engine.died'],
    failures: noFailures,
    obstacle: none,
    arm: async ({ ground }) => ({
      strike: async () => {
        const engine = processesOf(ground.mark).find(({ part }) => part === 'engine');
        return engine !== undefined && signal(engine.pid, 'SIGKILL') ? '' : null;
      },
    }),
  },
  {
    name: 'kill-all',
    title: 'SIGKILL of all its processes at once',
    on: ['run', 'compare', 'load', 'gateway', 'export'],
    short: null,
    ends: ['killed'],
    failures: noFailures,
    obstacle: none,
    arm: async ({ ground }) => ({ strike: async () => (strikeAll(ground.mark) ? '' : null) }),
  },
];

/** The engine first, so that no worker's end is told to it. False where the command had ended. */
export function strikeAll(mark: string): boolean {
  const order: readonly Part[] = ['engine', 'front', 'worker', 'generator', 'machine'];
  const there = processesOf(mark).sort((one, other) => order.indexOf(one.part) - order.indexOf(other.part));
  const hadFront = there.some(({ part }) => part === 'front');
  for (const { pid } of there) signal(pid, 'SIGKILL');
  return hadFront;
}
