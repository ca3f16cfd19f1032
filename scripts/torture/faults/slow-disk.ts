/** Every sync and every write to a place takes longer, from some moment on. */
import { Dial, shimObstacle } from '../shim/shim.ts';
import { type Fault, noFailures } from './fault.ts';

const SYNC_MS = [40, 150] as const;
const WRITE_MS = [1, 4] as const;
const US_PER_MS = 1000;

export const slowDisk: Fault = {
  name: 'slow-disk',
  title: 'slow disk',
  on: ['run', 'compare', 'load', 'gateway', 'export'],
  short: 'run',
  ends: ['done'],
  failures: noFailures,
  obstacle: shimObstacle,
  async arm({ ground, shim }) {
    const dial = await Dial.make(ground.folder);
    Object.assign(ground.environment, dial.environment(shim()));
    return {
      async strike() {
        const sync = ground.chance.between(...SYNC_MS);
        const write = ground.chance.between(...WRITE_MS);
        dial.turn({ syncUs: sync * US_PER_MS, writeUs: write * US_PER_MS });
        return 'a shim before libc: fsync 40 to 150 ms and pwrite 1 to 4 ms longer';
      },
      mend: () => dial.turn({ syncUs: 0, writeUs: 0 }),
    };
  },
};
