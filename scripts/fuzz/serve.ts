/**
 * The process that fuzzes. It gives each target its share of the time, in turns, and writes down what it is about to try, so
 * that whoever watches knows the input when this process dies or hangs.
 *
 *   node scripts/fuzz/serve.ts MODULE   (MODULE exports `targetKinds`)
 */
import { openSync, writeSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { inspect } from 'node:util';
import { Random } from '../../fixtures/random.ts';
import type { FuzzOrder, FuzzReport } from './messages.ts';
import type { FuzzTarget, TargetKind } from './target.ts';

const SHOWN_CHARACTERS = 300;
const STACK_LINES = 6;
/** One turn of a target of weight 1. */
const TURN_MS = 5;
const TRACE_CHARACTERS = 200;

const say = (report: FuzzReport): void => {
  process.send?.(report);
};

interface Course {
  readonly target: FuzzTarget;
  next: number;
  inputs: number;
  taken: number;
  slowest: number;
  failed: boolean;
}

async function tryOne(course: Course, seed: number, trace: number): Promise<void> {
  const { target } = course;
  const number = course.next++;
  writeSync(trace, `${target.name}\n${number}\n`.padEnd(TRACE_CHARACTERS), 0);
  const input = target.draw(new Random(seed, target.name, number));
  const started = performance.now();
  course.inputs++;
  try {
    if (await target.hold(input)) course.taken++;
  } catch (thrown) {
    // It would say the same again, so it has no further turns.
    course.failed = true;
    const stack = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
    const shown = inspect(input, { depth: 6, breakLength: 120 }).slice(0, SHOWN_CHARACTERS);
    say({ kind: 'found', target: target.name, input: number, fault: stack.split('\n').slice(0, STACK_LINES).join('\n'), shown });
  }
  course.slowest = Math.max(course.slowest, performance.now() - started);
}

async function turn(course: Course, order: FuzzOrder, trace: number, end: number): Promise<void> {
  const until = Math.min(end, performance.now() + TURN_MS * (course.target.weight ?? 1));
  do await tryOne(course, order.seed, trace);
  while (order.replay === null && !course.failed && performance.now() < until);
  const { target, inputs, taken, slowest } = course;
  say({ kind: 'count', target: target.name, inputs, taken, slowest_ms: slowest });
}

async function fuzz(kinds: Readonly<Record<string, TargetKind>>, order: FuzzOrder): Promise<void> {
  const trace = openSync(order.trace, 'w');
  const targets: FuzzTarget[] = [];
  for (const [kind, open] of Object.entries(kinds)) {
    if (`${kind}/`.startsWith(order.only.slice(0, kind.length + 1))) targets.push(...(await open()));
  }
  const courses: Course[] = targets
    .filter(({ name }) => name.startsWith(order.only) && !order.leaveOut.includes(name))
    .map((target) => ({
      target,
      next: order.replay ?? order.from[target.name] ?? 0,
      inputs: 0,
      taken: 0,
      slowest: 0,
      failed: false,
    }));
  const end = performance.now() + order.seconds * 1000;
  // Each has a turn, however little time there is.
  for (let round = 0; round === 0 || (order.replay === null && performance.now() < end); round++) {
    const running = courses.filter(({ failed }) => !failed);
    if (running.length === 0) break;
    for (const course of running) await turn(course, order, trace, end);
  }
  for (const { target } of courses) {
    await target.close?.().catch((thrown: Error) => {
      say({ kind: 'found', target: target.name, input: -1, fault: thrown.message, shown: 'when it was closed' });
    });
  }
  say({ kind: 'done' });
}

process.on('message', async (order: FuzzOrder) => {
  const { targetKinds } = (await import(pathToFileURL(process.argv[2] ?? '').href)) as {
    targetKinds: Readonly<Record<string, TargetKind>>;
  };
  await fuzz(targetKinds, order);
  process.disconnect();
});
