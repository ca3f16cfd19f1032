/** The app's side of the bridge, for a page without an app: it answers from a scene, and notes what it was asked. */
import type { Bridge } from '../../../../pipeline/contract/app-bridge.ts';
import { type Comparison, comparisonSchema } from '../../../../pipeline/contract/comparison.ts';
import { BenchError } from '../../../../pipeline/contract/errors.ts';
import type { Timeline } from '../../../../pipeline/contract/timeline.ts';
import { syntheticTimeline } from '../../../flame/testing/synthetic-timeline.ts';
import { SAMPLE_RUN } from './sample-comparison.ts';

interface Asked {
  readonly name: string;
  readonly input: unknown;
}

const truth = `ACME PAPER COMPANY LTD
12 Long Lane, Springfield
Invoice 2026-1117
Date 17 November 2026
Paper A4 500 sheets   2   8.40   16.80
Ink cartridge black   1  31.90   31.90
Subtotal 48.70
VAT 19 % 9.25
Total EUR 57.95
Thank you for your custom`;

const readings: readonly string[] = [
  truth.replace('57.95', '57.9S').replace('custom', 'custorn'),
  truth.replace('57.95', '57.9S').replace('Subtotal 48.70\n', '').replace('Springfield', 'Springfie1d'),
];

/** `waiting` never answers, `error` refuses. */
export function pageBridge(scene: Comparison | 'waiting' | 'error', note: (asked: Asked) => void): Bridge {
  const answers: Readonly<Record<string, (input: never) => unknown>> = {
    'comparisons.read': () => comparisonSchema.parse(scene),
    'comparisons.timeline': ({ side, pass }: { side: string; pass: number }) => timelineOf(side, pass),
    'runs.read': () => runDetail(scene),
    'jobs.read': ({ job }: { job: string }) => jobDetail(job),
    'samples.save': ({ format }: { format: string }) => ({ file: `samples.${format}` }),
  };
  const answer = async (name: string, input: unknown): Promise<unknown> => {
    note({ name, input });
    if (scene === 'waiting') return new Promise(() => undefined);
    if (scene === 'error') return { error: new BenchError('run.not_found', { run: SAMPLE_RUN }).toInfo(), output: null };
    return { error: null, output: answers[name]?.(input as never) ?? null };
  };
  // What is asked decides the answer's form; the window parses nothing of it.
  return { placeOf: () => '', onEvent: () => () => undefined, ask: (name, input) => answer(name, input) as never };
}

function timelineOf(side: string, pass: number): Timeline {
  const made = syntheticTimeline({ spans: side === 'a' ? 260 : 200, lanes: 1, seed: 3 + pass });
  return { ...made, run_id: SAMPLE_RUN };
}

const runDetail = (scene: Comparison | 'waiting' | 'error') => ({
  run: {
    id: SAMPLE_RUN,
    kind: 'compare',
    state: typeof scene === 'object' && scene.complete ? 'completed' : 'interrupted',
    name:
      typeof scene === 'object' && scene.sides[0]?.label.length !== undefined && scene.sides[0].label.length > 60
        ? 'A name that somebody wrote with much care and many words, so that everybody who comes later knows at once what was compared with what, when, on which machine, and why'
        : 'OCR threads on the receipts',
    tags: ['threads'],
    notes: 'Before the change of the fleet.',
    pinned: false,
    created_at: '2026-11-23T18:47:00.000Z',
    ended_at: '2026-11-23T19:02:00.000Z',
    owner: null,
    warnings: [],
    summary: null,
  },
  summary: null,
  workers: [],
  spans: 0,
});

/** The second figure of the id's third part is the side. */
function jobDetail(job: string) {
  const side = Number(job.slice(12, 13));
  return {
    job: { id: job, run_id: SAMPLE_RUN },
    run_state: 'completed',
    spans: [],
    document: { truth: { text: truth, fields: {} } },
    result: { text: readings[side] ?? truth },
    words: null,
  };
}
