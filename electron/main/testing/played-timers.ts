/** For tests: timers whose time passes when the test says so. Knows no test runner. */
import type { Timers } from '../timers.ts';

export function playedTimers() {
  const waiting = new Set<{ readonly callback: () => void }>();
  const timers: Timers = {
    set(callback) {
      const timer = { callback };
      waiting.add(timer);
      return timer;
    },
    clear: (timer) => void waiting.delete(timer as { callback: () => void }),
  };
  return {
    ...timers,
    waiting: () => waiting.size,
    /** All that is waited for is over. */
    pass() {
      for (const timer of [...waiting]) {
        waiting.delete(timer);
        timer.callback();
      }
    },
  };
}
