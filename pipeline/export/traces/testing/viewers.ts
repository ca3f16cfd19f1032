/**
 * For tests: reads traces by the rules of the viewers that they are written for, and throws where those would complain. Knows
 * no test runner.
 */

export interface ChromeEvent {
  readonly ph: 'M' | 'X';
  readonly pid: number;
  readonly tid: number;
  readonly name: string;
  readonly cat?: string;
  readonly ts: number;
  readonly dur: number;
  readonly args: Readonly<Record<string, unknown>>;
}

export interface ChromeFile {
  readonly otherData: Readonly<Record<string, string>>;
  readonly traceEvents: readonly ChromeEvent[];
}

export interface Slice {
  readonly event: ChromeEvent;
  readonly depth: number;
}

/**
 * As Perfetto places complete events (`SliceTracker::MaybeCloseStack`): by time, and among equal times in the file's order;
 * one that sticks out of the one around it is dropped there, and refused here.
 */
export function perfettoSlices({ traceEvents }: ChromeFile): Slice[] {
  const slices: Slice[] = [];
  const stacks = new Map<number, ChromeEvent[]>();
  const events = traceEvents.filter(({ ph }) => ph === 'X').toSorted((a, b) => a.ts - b.ts);
  for (const event of events) {
    if (!(Number.isInteger(event.ts) && Number.isInteger(event.dur) && event.dur >= 0)) throw new Error('odd times');
    const stack = stacks.get(event.tid) ?? [];
    stacks.set(event.tid, stack);
    for (let last = stack.at(-1); last !== undefined; last = stack.at(-1)) {
      const end = last.ts + last.dur;
      if (end > event.ts || (end === event.ts && last.dur === 0 && event.dur === 0)) break;
      stack.pop();
    }
    for (const around of stack) {
      const end = around.ts + around.dur;
      if (event.ts < end && event.ts + event.dur > end) throw new Error(`${event.name} sticks out of ${around.name}`);
    }
    slices.push({ event, depth: stack.length });
    stack.push(event);
  }
  return slices;
}

export interface SpeedscopeFile {
  readonly name: string;
  readonly profiles: readonly {
    readonly name: string;
    readonly startValue: number;
    readonly endValue: number;
    readonly events: readonly { readonly type: 'O' | 'C'; readonly frame: number; readonly at: number }[];
  }[];
  readonly shared: { readonly frames: readonly { readonly name: string }[] };
}

/**
 * As speedscope's importer builds a profile (`CallTreeProfileBuilder`): values never fall, what is left is the frame on top,
 * and nothing is open at the end. Returns for each profile and frame how much was spent in it, and the deepest stack.
 */
export function speedscopeTotals({ profiles, shared }: SpeedscopeFile) {
  return profiles.map(({ name, startValue, endValue, events }) => {
    const totals = new Map<string, number>();
    const stack: { readonly frame: number; readonly at: number }[] = [];
    let last = startValue;
    let deepest = 0;
    for (const { type, frame, at } of events) {
      if (!Number.isInteger(at) || at < last) throw new Error(`${at} comes after ${last}`);
      last = at;
      const frameName = shared.frames[frame]?.name;
      if (frameName === undefined) throw new Error(`there is no frame ${frame}`);
      if (type === 'O') {
        deepest = Math.max(deepest, stack.push({ frame, at }));
        continue;
      }
      const top = stack.pop();
      if (top?.frame !== frame) throw new Error(`left ${frame} while ${top?.frame} was on top`);
      totals.set(frameName, (totals.get(frameName) ?? 0) + at - top.at);
    }
    if (stack.length > 0) throw new Error('frames are open at the end');
    if (endValue < last) throw new Error('ends before its last event');
    return { name, totals, deepest };
  });
}
