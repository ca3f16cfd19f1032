/**
 * The screen alone on a page, answered from a scene: to look at it, for screenshots, to try it by hand. In the address: `scene`;
 * `press`, the name of a button to begin with.
 */
import { BenchError } from '../../../../pipeline/contract/errors.ts';
import { mountScreen } from '../../../app/testing/screen-page.tsx';
import { useAppEvent } from '../../../ui/bridge.ts';
import { ExportScreen } from '../export-screen.tsx';
import { exportStore } from '../use-export.ts';
import { pageBridge, type Scene } from './page-bridge.ts';

const usual: Scene = { runs: 3, isFilled: true, pushes: 5, missing: [], problems: [], outcome: 'done', isLong: false };
const refusal = new BenchError('postgres.column_type', {
  column: 'ocr_cpu_seconds',
  table: 'public.cpu_metrics',
  found: 'real',
  wanted: 'FLOAT (double precision)',
});
const scenes: Readonly<Record<string, Scene>> = {
  usual,
  none: { ...usual, runs: 0, isFilled: false, pushes: 0 },
  new: { ...usual, isFilled: false, pushes: 0 },
  going: { ...usual, outcome: 'going' },
  lost: { ...usual, outcome: new BenchError('postgres.lost', { where: 'db.example.com:5432', reason: 'read ECONNRESET' }) },
  refused: {
    ...usual,
    problems: [refusal, new BenchError('postgres.denied', { user: 'bench', privilege: 'INSERT', what: 'table public.jobs' })],
  },
  missing: {
    ...usual,
    missing: ['jobs', 'cpu_metrics', 'ledger'],
    problems: [new BenchError('postgres.no_table', { table: 'public.cpu_metrics' })],
  },
  many: { ...usual, runs: 300, pushes: 50, isLong: true },
};

const wanted = new URLSearchParams(location.search);
const scene = scenes[wanted.get('scene') ?? 'usual'];
if (scene === undefined) throw new Error('There is no such scene.');
Object.assign(window, { bench: pageBridge(scene) });

mountScreen(() => {
  useAppEvent((event) => exportStore.hear(event));
  return <ExportScreen />;
});

const SETTLED_MS = 500;
const press = wanted.get('press');
if (press !== null)
  setTimeout(() => {
    [...document.querySelectorAll('button')].find((button) => button.textContent?.trim() === press)?.click();
  }, SETTLED_MS);
