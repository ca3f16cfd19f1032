/**
 * Timelines made from a seed, in the shape of real ones: stages with parts, a cold first document for each worker, failures,
 * documents on the fast path. For tests, for the bench, and to look at the chart by hand.
 */
import { type StageName, stageNames } from '../../../pipeline/contract/stages.ts';
import { NO_STAGE, type Timeline } from '../../../pipeline/contract/timeline.ts';
import type { Microseconds } from '../../../pipeline/contract/units.ts';

export interface SyntheticPlan {
  /** Whole documents are made until there are at least so many spans. */
  readonly spans: number;
  readonly lanes: number;
  readonly seed?: number;
  /** Where the first document starts. */
  readonly origin?: Microseconds;
}

interface Row {
  readonly lane: number;
  readonly depth: number;
  readonly stage: number;
  readonly name: number;
  readonly job: number;
  readonly start: Microseconds;
  readonly wall: Microseconds;
  readonly cpu: Microseconds;
}

/** Mean milliseconds by the clock, the part of them that is CPU, and the parts of the stage with their shares. */
const shapes: Readonly<Record<StageName, { wall: number; busy: number; parts: readonly (readonly [string, number])[] }>> = {
  fetch: { wall: 40, busy: 0.2, parts: [] },
  quality_scoring: {
    wall: 120,
    busy: 0.97,
    parts: [
      ['decode', 0.4],
      ['sharpness', 0.5],
    ],
  },
  pre_ocr: { wall: 160, busy: 0.95, parts: [] },
  enhancement: {
    wall: 320,
    busy: 1.6,
    parts: [
      ['deskew', 0.3],
      ['denoise', 0.35],
      ['contrast', 0.3],
    ],
  },
  ocr: {
    wall: 1_100,
    busy: 0.98,
    parts: [
      ['layout', 0.18],
      ['recognise', 0.7],
    ],
  },
  schema_adaptation: { wall: 30, busy: 0.9, parts: [] },
  upload: { wall: 60, busy: 0.25, parts: [] },
};

/** mulberry32: small, and the same everywhere. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function syntheticTimeline({ spans: wanted, lanes, seed = 1, origin = 0 }: SyntheticPlan): Timeline {
  const random = randomFrom(seed);
  const names: string[] = [];
  const nameIndex = new Map<string, number>();
  const named = (name: string): number => {
    const known = nameIndex.get(name);
    if (known !== undefined) return known;
    nameIndex.set(name, names.length);
    names.push(name);
    return names.length - 1;
  };
  const jobs: Timeline['jobs'] = [];
  const perLane: Row[][] = Array.from({ length: lanes }, () => []);
  const clock = Array.from({ length: lanes }, () => origin + Math.round(random() * 200_000));
  let made = 0;
  while (made < wanted) {
    const lane = clock.indexOf(Math.min(...clock));
    const rows = perLane[lane] ?? [];
    const before = rows.length;
    clock[lane] = addJob(rows, { lane, start: clock[lane] ?? 0, jobs, named, random }) + Math.round(random() ** 4 * 400_000);
    made += rows.length - before;
  }
  const rows = perLane.flat();
  return {
    run_id: '0190aaaa-0000-7000-8000-000000000001',
    lanes: perLane.map((_, slot) => ({ slot })),
    names,
    jobs,
    spans: {
      lane: Uint16Array.from(rows, (row) => row.lane),
      depth: Uint8Array.from(rows, (row) => row.depth),
      stage: Uint8Array.from(rows, (row) => row.stage),
      name: Uint32Array.from(rows, (row) => row.name),
      job: Uint32Array.from(rows, (row) => row.job),
      start_us: Float64Array.from(rows, (row) => row.start),
      wall_us: Float64Array.from(rows, (row) => row.wall),
      cpu_us: Float64Array.from(rows, (row) => row.cpu),
    },
  };
}

interface Making {
  readonly lane: number;
  readonly start: Microseconds;
  readonly jobs: Timeline['jobs'];
  readonly named: (name: string) => number;
  readonly random: () => number;
}

/** Adds one document's spans; returns when it ended. */
function addJob(rows: Row[], { lane, start, jobs, named, random }: Making): Microseconds {
  const job = jobs.length;
  const cold = rows.length === 0;
  const failed = random() < 0.02;
  const fast = random() < 0.7;
  const kind = ['receipt', 'invoice', 'letter', 'form'][Math.floor(random() * 4)] ?? 'receipt';
  const file = `${kind}-${String(job % 997).padStart(3, '0')}.jpg`;
  jobs.push({
    id: `0190bbbb-0000-7000-8000-${job.toString(16).padStart(12, '0')}`,
    file,
    state: failed ? 'failed' : 'succeeded',
    temperature: cold ? 'cold' : 'warm',
    path: fast ? 'fast' : 'standard',
  });
  const size = 0.5 + random() + (cold ? 0.8 : 0);
  const own = rows.length;
  const place = (depth: number, stage: number, name: string, from: Microseconds, wall: Microseconds, cpu: Microseconds): void => {
    rows.push({
      lane,
      depth,
      stage,
      name: named(name),
      job,
      start: Math.round(from),
      wall: Math.round(wall),
      cpu: Math.round(cpu),
    });
  };
  place(0, NO_STAGE, file, start, 0, 0);
  let now = start + 2_000 + random() * 5_000;
  let cpu = 3_000;
  for (const [stage, stageName] of stageNames.entries()) {
    if (stageName === 'enhancement' && fast) continue;
    const { wall: mean, busy, parts } = shapes[stageName];
    const wall = Math.round(mean * 1_000 * size * (0.7 + 0.6 * random()));
    const stageCpu = Math.round(wall * busy);
    now = Math.round(now);
    place(1, stage, stageName, now, wall, stageCpu);
    let inside = now;
    const shares =
      stageName === 'ocr' && cold
        ? ([
            ['load model', 0.3],
            ['layout', 0.1],
            ['recognise', 0.5],
          ] as const)
        : parts;
    for (const [name, share] of shares) {
      place(2, stage, name, inside, Math.floor(wall * share), Math.floor(stageCpu * share));
      inside += Math.round(wall * share);
    }
    now += wall + random() * 3_000;
    cpu += stageCpu;
    if (failed && stageName === 'ocr') break;
  }
  const end = Math.ceil(now + 1_000);
  const head = rows[own];
  if (head !== undefined) rows[own] = { ...head, wall: end - start, cpu: Math.round(cpu) };
  return end;
}
