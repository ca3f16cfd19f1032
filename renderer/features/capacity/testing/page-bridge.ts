/** The app's side of the bridge, for a page without an app: it answers from a scene, and notes what it was asked. */
import type { Bridge } from '../../../../pipeline/contract/app-bridge.ts';
import type { CapacityFacts, CapacityOf } from '../../../../pipeline/contract/capacity.ts';
import { BenchError } from '../../../../pipeline/contract/errors.ts';
import { defaultSettings } from '../../../../pipeline/contract/settings.ts';

interface Asked {
  readonly name: string;
  readonly input: unknown;
}

export type Scene = CapacityFacts | 'waiting' | 'error' | 'none';

const run = '11111111-1111-4111-8111-111111111111';
const comparison = '44444444-4444-4444-8444-444444444444';

/** `waiting` never answers, `error` refuses, `none`: no run was made. */
export function pageBridge(scene: Scene, note: (asked: Asked) => void): Bridge {
  const answers: Readonly<Record<string, (input: never) => unknown>> = {
    'runs.list': () => (scene === 'none' ? [] : [listed(run, 'run', 'baseline'), listed(comparison, 'compare', 'OCR threads')]),
    'runs.read': () => ({ run: { ...listed(comparison, 'compare', 'OCR threads'), plan } }),
    'capacity.read': ({ of }: { of: CapacityOf }) => (typeof scene === 'object' ? { ...scene, of } : null),
    'report.save': ({ format }: { format: string }) => ({ file: `/home/somebody/report.${format}` }),
    'file.save': ({ name }: { name: string }) => ({ file: `/home/somebody/${name}` }),
  };
  const answer = async (name: string, input: unknown): Promise<unknown> => {
    note({ name, input });
    if (scene === 'waiting') return new Promise(() => undefined);
    if (scene === 'error' && name === 'capacity.read')
      return { error: new BenchError('capacity.nothing_measured', { run }).toInfo(), output: null };
    return { error: null, output: answers[name]?.(input as never) ?? null };
  };
  // What is asked decides the answer's form; the window parses nothing of it.
  return { placeOf: () => '', onEvent: () => () => undefined, ask: (name, input) => answer(name, input) as never };
}

const plan = {
  comparison: {
    seed: 1,
    blocks: 3,
    metric: 'cpu',
    materiality: 0.02,
    preset: 'threads',
    sides: [
      { name: 'a', settings: { ...defaultSettings, 'ocr.threads': 4 } },
      { name: 'b', settings: { ...defaultSettings, 'ocr.threads': 2 } },
    ],
  },
};

const listed = (id: string, kind: 'run' | 'compare', name: string) => ({
  id,
  kind,
  state: 'completed',
  name,
  tags: [],
  notes: '',
  pinned: false,
  created_at: '2026-11-20T09:30:00.000Z',
  ended_at: '2026-11-20T09:41:00.000Z',
  owner: null,
  warnings: [],
  summary: null,
});
