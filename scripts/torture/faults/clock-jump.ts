/**
 * The wall clock jumps by hours or days, to and fro, while the monotonic one goes on; some of those that it met are killed then,
 * so that their resume finds another day than the one on which they began.
 */
import { sleep } from '../../../pipeline/measure/clock.ts';
import { Dial, shimObstacle } from '../shim/shim.ts';
import { type Fault, noFailures } from './fault.ts';
import { strikeAll } from './kill.ts';

const HOUR = 3600;
const jumps = [-400 * 24 * HOUR, -48 * HOUR, -HOUR, -1, 1, HOUR, 48 * HOUR, 400 * 24 * HOUR];
const PAUSE_MS = 300;

export const clockJump: Fault = {
  name: 'clock-jump',
  title: 'wall clock jumps',
  on: ['run', 'compare', 'load', 'gateway', 'export'],
  short: 'load',
  ends: ['done', 'killed'],
  failures: noFailures,
  obstacle: shimObstacle,
  async arm({ ground, shim }) {
    const dial = await Dial.make(ground.folder);
    Object.assign(ground.environment, dial.environment(shim()));
    return {
      async strike() {
        const isKilled = ground.chance.between(0, 1) === 1;
        for (let jump = 0; jump < 2; jump += 1) {
          dial.turn({ clockSeconds: ground.chance.oneOf(jumps) });
          await sleep(PAUSE_MS);
        }
        if (isKilled) strikeAll(ground.mark);
        return 'a shim before libc: ±1 s to ±400 days';
      },
      mend: () => dial.turn({ clockSeconds: ground.chance.oneOf(jumps) }),
    };
  },
};
