import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import type { TraceFormat } from '../../contract/reader-calls.ts';
import { isStage, type Span } from '../../contract/spans.ts';
import { stageNames } from '../../contract/stages.ts';
import { type NestedSpan, nestSpans, type RecordedSpan } from '../../store/nest-spans.ts';
import type { LaneJob } from '../../store/read-timeline.ts';
import { type MeasuredJob, measuredRun, span } from '../../store/testing/measured-run.ts';
import { chromeTrace } from './chrome.ts';
import { speedscopeTrace } from './speedscope.ts';
import { type ChromeFile, perfettoSlices, type SpeedscopeFile, speedscopeTotals } from './testing/viewers.ts';
import { PIECE_CHARACTERS, type TraceInput } from './trace.ts';
import { writeTrace } from './write-trace.ts';

const oddNames = [`a "quoted" 'name'.jpg`, 'two\nlines\u2028.jpg', '__proto__', 'constructor', '🧾 Ünïcode/ñ.png', '\\', 'ocr'];

const stagesAt = (start: number): Span[] => [
  span('fetch', '', start + 5, 10, 9, 1),
  span('ocr', '', start + 20, 60, 100, 7),
  span('ocr', 'recognise', start + 21, 30, 90, 3),
  span('ocr', 'retry', start + 60, 15, 4, 0),
  span('ocr', 'retry/recognise', start + 61, 9, 3, 0),
  span('upload', '', start + 85, 0, 2, 0),
];

/** Two workers, documents with odd names, one that failed. */
const oddJobs = oddNames.map((file, index): MeasuredJob => {
  const start_us = 1000 + 200 * index;
  const unattributed = { user_us: 2, system_us: 1 };
  return {
    file,
    slot: index % 2,
    start_us,
    end_us: start_us + 100,
    spans: stagesAt(start_us),
    unattributed,
    failed: index === 3,
  };
});

function oddRun() {
  const { store, run, jobIds } = measuredRun(onTestFinished, oddJobs, [4], { name: 'with "quotes"\nand 🧾' });
  const spans = jobIds.flatMap((id) => store.spansOf(id));
  const folder = mkdtempSync(join(tmpdir(), 'rbench-trace-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const write = async (format: TraceFormat, more: { signal?: AbortSignal } = {}) => {
    const file = join(folder, `${format}.json`);
    const progress: string[] = [];
    const onProgress = (done: number, total: number) => progress.push(`${done}/${total}`);
    const written = await writeTrace(store, { run: run.id, format, file, onProgress, ...more });
    return { written, progress, text: readFileSync(file, 'utf8') };
  };
  return { run, jobIds, spans, write };
}

/** Wall and CPU of each stage, as the database has it. */
function stageTotals(spans: readonly Span[]) {
  const totals = new Map<string, { wall: number; cpu: number }>();
  for (const { stage, wall_us, user_us, system_us } of spans.filter(isStage)) {
    const { wall, cpu } = totals.get(stage) ?? { wall: 0, cpu: 0 };
    totals.set(stage, { wall: wall + wall_us, cpu: cpu + user_us + system_us });
  }
  return totals;
}

test('a Chrome trace has a thread for each worker, and an event for each span that says what it took', async () => {
  const { run, jobIds, write } = oddRun();
  const { written, text } = await write('chrome');
  const file: ChromeFile = JSON.parse(text);
  const metadata = file.traceEvents
    .filter(({ ph }) => ph === 'M')
    .map(({ name, tid, args }) => [name, tid, ...Object.values(args)]);
  expect(metadata).toEqual([
    ['process_name', 0, `Run ${run.id.slice(0, 8)} “with "quotes"\nand 🧾”`],
    ['thread_name', 1, 'Worker 1'],
    ['thread_sort_index', 1, 0],
    ['thread_name', 2, 'Worker 2'],
    ['thread_sort_index', 2, 1],
  ]);
  const events = file.traceEvents.filter(({ ph }) => ph === 'X');
  expect(events).toHaveLength(oddNames.length * 7);
  expect(written).toMatchObject({ documents: oddNames.length, spans: events.length, bytes: Buffer.byteLength(text) });
  const [job, fetched, , recognise] = events;
  expect(job).toMatchObject({ pid: 1, tid: 1, ts: 1000, dur: 100, name: 'document', cat: 'document' });
  expect(job!.args).toEqual({
    job: jobIds[0],
    document: oddNames[0],
    state: 'succeeded',
    temperature: 'warm',
    path: 'fast',
    cpu_us: 10 + 107 + 2 + 3,
    user_us: 9 + 100 + 2 + 2,
    system_us: 1 + 7 + 0 + 1,
    cores_busy: 1.22,
  });
  expect(fetched).toMatchObject({
    name: 'fetch',
    cat: 'stage',
    args: { document: oddNames[0], temperature: 'warm', path: 'fast' },
  });
  expect(recognise).toMatchObject({ name: 'ocr/recognise', cat: 'part', ts: 1021, dur: 30 });
  expect(recognise!.args).toEqual({ document: oddNames[0], cpu_us: 93, user_us: 90, system_us: 3, cores_busy: 3.1 });
});

test('names of documents come through whole, and no event is called after one', async () => {
  const { spans, write } = oddRun();
  const { traceEvents }: ChromeFile = JSON.parse((await write('chrome')).text);
  const events = traceEvents.filter(({ ph }) => ph === 'X');
  const jobs = events.filter(({ name }) => name === 'document');
  expect(jobs.map(({ args }) => args.document).toSorted()).toEqual(oddNames.toSorted());
  const names = new Set(['document', ...spans.map(({ stage, part }) => (part === '' ? stage : `${stage}/${part}`))]);
  expect(new Set(events.map(({ name }) => name))).toEqual(names);
  const speedscope: SpeedscopeFile = JSON.parse((await write('speedscope')).text);
  const frames = speedscope.shared.frames.map(({ name }) => name);
  expect(frames).toHaveLength(names.size);
  expect(new Set(frames)).toEqual(names);
});

test('a speedscope file fits its own schema and has a profile for each worker, and one of all CPU', async () => {
  const { run, spans, write } = oddRun();
  const { written, text, progress } = await write('speedscope');
  const file: SpeedscopeFile = JSON.parse(text);
  const schema = createRequire(import.meta.url).resolve('speedscope/dist/release/file-format-schema.json');
  const validate = new Ajv({ strict: false }).compile(JSON.parse(readFileSync(schema, 'utf8')));
  expect(validate(file), JSON.stringify(validate.errors)).toBe(true);
  expect(file.name).toContain(run.id.slice(0, 8));
  expect(written.spans).toBe(oddNames.length + spans.length);
  expect(progress.at(-1)).toBe(`${oddNames.length}/${oddNames.length}`);
  const profiles = speedscopeTotals(file);
  expect(profiles.map(({ name, deepest }) => [name, deepest])).toEqual([
    ['Worker 1', 4],
    ['Worker 2', 4],
    ['All workers, CPU', 4],
  ]);
});

test('what the traces add up to is what the database holds', async () => {
  const { spans, write } = oddRun();
  const expected = stageTotals(spans);
  const slices = perfettoSlices(JSON.parse((await write('chrome')).text));
  const [first, second, cpu] = speedscopeTotals(JSON.parse((await write('speedscope')).text));
  for (const [stage, { wall, cpu: cpuOfStage }] of expected) {
    const ofStage = slices.filter(({ event }) => event.name === stage).map(({ event }) => event);
    expect(ofStage.reduce((sum, { dur }) => sum + dur, 0)).toBe(wall);
    expect(ofStage.reduce((sum, { args }) => sum + Number(args.cpu_us), 0)).toBe(cpuOfStage);
    expect(first!.totals.get(stage)! + second!.totals.get(stage)!).toBe(wall);
    expect(cpu!.totals.get(stage)).toBe(cpuOfStage);
  }
  // One job failed without an account of what no stage owns.
  const all = [...expected.values()].reduce((sum, total) => sum + total.cpu, 0) + 3 * (oddNames.length - 1);
  expect(cpu!.totals.get('document')).toBe(all);
});

const parts = fc.array(fc.constantFrom('a', 'b', '__proto__', 'page "1"'), { maxLength: 3 }).map((names) => names.join('/'));
const amount = fc.nat(40);
const recorded = fc.tuple(fc.constantFrom(...stageNames), parts, amount, amount, amount, amount);
const laneJobs = fc.array(fc.tuple(amount, amount, fc.array(recorded, { maxLength: 12 })), { minLength: 1, maxLength: 4 });

/** Jobs one after another, in which spans lie as they like. */
function laneOf(jobs: readonly (readonly [number, number, readonly RecordedSpan[]])[]): LaneJob[] {
  let at = 0;
  return jobs.map(([gap, wall_us, spans]) => {
    const start_us = at + gap;
    at = start_us + wall_us;
    const itself: NestedSpan = { stage: null, part: '', name: '', depth: 0, start_us, wall_us, user_us: 30, system_us: 0 };
    const moved = spans.map(([stage, part, start, ...rest]): RecordedSpan => [stage, part, start_us + start - 5, ...rest]);
    return {
      job: { id: '01a20944-f916-7000-a8fe-4983b465990b', file: 'x', state: 'succeeded', temperature: null, path: null },
      spans: nestSpans(itself, moved),
    };
  });
}

const inputOf = (lanes: readonly (readonly LaneJob[])[]): TraceInput => ({
  run: { id: '3f369abc-1f7e-4db2-82f5-9a8ba901ec24', name: '', anchor_utc: '2026-01-30T10:00:00.000Z' },
  lanes: lanes.map((jobs, slot) => ({ slot, jobs: new Float64Array(jobs.length) })),
  jobsOf: ({ slot }) => lanes[slot] ?? [],
});

test('whatever was recorded, every viewer can nest and balance it', () => {
  fc.assert(
    fc.property(fc.array(laneJobs, { minLength: 1, maxLength: 3 }), (given) => {
      const lanes = given.map(laneOf);
      const spans = lanes.flat().flatMap((job) => job.spans);
      const slices = perfettoSlices(JSON.parse([...chromeTrace(inputOf(lanes))].join('')));
      expect(slices).toHaveLength(spans.length);
      // An event of no length may be placed beside the one that holds it, as it is a point on its edge.
      const long = (all: readonly { depth: number; wall: number }[]) =>
        all.filter(({ wall }) => wall > 0).map(({ depth }) => depth);
      for (const [slot, jobs] of lanes.entries()) {
        const seen = slices.filter(({ event }) => event.tid === slot + 1);
        expect(long(seen.map(({ depth, event }) => ({ depth, wall: event.dur })))).toEqual(
          long(jobs.flatMap((job) => job.spans.map(({ depth, wall_us }) => ({ depth, wall: wall_us })))),
        );
      }
      const profiles = speedscopeTotals(JSON.parse([...speedscopeTrace(inputOf(lanes))].join('')));
      expect(profiles).toHaveLength(lanes.length + 1);
      expect(profiles.at(-1)!.totals.get('document')).toBe(30 * lanes.flat().length);
    }),
  );
});

test.each([
  ['chrome', chromeTrace],
  ['speedscope', speedscopeTrace],
])('a %s trace is made as it is read, in pieces of one size', (_, trace) => {
  const spans = nestSpans(laneOf([[0, 100, []]])[0]!.spans[0]!, [['ocr', '', 1, 50, 1, 1]]);
  const job = { ...laneOf([[0, 100, []]])[0]!, spans };
  const count = 20_000;
  let read = 0;
  function* jobsOf() {
    for (let index = 0; index < count; index += 1) {
      read += 1;
      yield { ...job, spans: spans.map((one) => ({ ...one, start_us: one.start_us + index * 100 })) };
    }
  }
  let pieces = 0;
  for (const piece of trace({ ...inputOf([[job]]), jobsOf })) {
    if (pieces === 0) expect(read).toBeLessThan(count / 20);
    pieces += 1;
    expect(piece.length).toBeLessThan(PIECE_CHARACTERS + 1000);
  }
  expect(pieces).toBeGreaterThan(20);
});

test('a run in which no document ended in a worker, and one that is not there, are refused', async () => {
  const { store, run } = measuredRun(onTestFinished, [{ start_us: 1, end_us: null }]);
  const request = { format: 'chrome', file: '/nowhere/trace.json' } as const;
  await expect(writeTrace(store, { ...request, run: run.id })).rejects.toMatchObject({ code: 'run.nothing_to_draw' });
  await expect(writeTrace(store, { ...request, run: 'none' })).rejects.toMatchObject({ code: 'run.not_found' });
});

test('a trace never takes the place of its database', async () => {
  const { store, file, run } = measuredRun(onTestFinished, oddJobs);
  const link = `${file}.json`;
  symlinkSync(file, link);
  for (const out of [file, link]) {
    await expect(writeTrace(store, { run: run.id, format: 'chrome', file: out })).rejects.toMatchObject({
      code: 'export.failed',
    });
  }
  expect(readFileSync(file).subarray(0, 15).toString()).toBe('SQLite format 3');
});

test('a cancelled trace is refused with what it was cancelled with', async () => {
  const { write } = oddRun();
  const reason = new Error('enough');
  await expect(write('chrome', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
});
