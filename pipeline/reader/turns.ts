/** Work that holds the reader up takes turns with whatever else it is asked. */
import { setImmediate } from 'node:timers/promises';
import type { CallContext } from '../process/calls.ts';
import type { Slices } from '../simulate/slices.ts';

/** Between two parts of work that holds the process up: only now can it be heard that nobody wants it any more. */
export async function unlessCancelled(signal: AbortSignal): Promise<void> {
  await setImmediate();
  signal.throwIfAborted();
}

/** @param total so many slices there are; progress is told as each hundredth of them is done */
export async function inTurns<Result>(slices: Slices<Result>, total: number, { signal, progress }: CallContext): Promise<Result> {
  let told = 0;
  for (let done = 1; ; done += 1) {
    await unlessCancelled(signal);
    const step = slices.next();
    if (step.done === true) return step.value;
    const hundredths = Math.floor((100 * done) / total);
    if (hundredths > told) progress(done, total);
    told = hundredths;
  }
}
