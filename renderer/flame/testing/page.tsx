/**
 * The chart alone on a page: for the bench, for screenshots, to try it by hand. In the address: `spans`, `lanes`, `origin` (µs)
 * of a timeline made from a seed, or `fetch`, the address of a timeline's file; `scheme`; and `arrangement`, `measure`, `query`,
 * `job` to begin with.
 */
import { createRoot } from 'react-dom/client';
import type { Timeline } from '../../../pipeline/contract/timeline.ts';
import { applyPalette, dark, light } from '../../ui/palette.ts';
import { FlameChart, type InitialView } from '../flame-chart.tsx';
import type { PageRecord } from './page-record.ts';
import { syntheticTimeline } from './synthetic-timeline.ts';
import { unpackTimeline } from './timeline-file.ts';

const asked = new URLSearchParams(location.search);
const count = (name: string, standard: number): number => Number(asked.get(name) ?? standard);
const record: PageRecord = { saved: [], opened: [], readyAt: null, paintedAt: null };
Object.assign(window, { record });

async function timelineAsked(): Promise<Timeline> {
  const address = asked.get('fetch');
  if (address !== null) return unpackTimeline(await (await fetch(address)).arrayBuffer());
  return syntheticTimeline({ spans: count('spans', 2_000), lanes: count('lanes', 4), origin: count('origin', 0) });
}

function initialOf(timeline: Timeline): InitialView {
  const job = timeline.jobs[count('job', -1)];
  const query = asked.get('query');
  return {
    arrangement: asked.get('arrangement') === 'stages' ? 'stages' : 'timeline',
    measure: asked.get('measure') === 'cpu' ? 'cpu' : 'wall',
    ...(job === undefined ? {} : { jobId: job.id }),
    ...(query === null ? {} : { query }),
  };
}

/** A frame is on screen when the next one begins. */
function notePainted(): void {
  const chart = document.querySelector<HTMLCanvasElement>('canvas[role=application]');
  const drawn = chart !== null && chart.width > 300;
  requestAnimationFrame(drawn ? () => requestAnimationFrame((now) => Object.assign(record, { paintedAt: now })) : notePainted);
}

const palette = asked.get('scheme') === 'dark' ? dark : light;
applyPalette(palette, document.documentElement);
const root = document.getElementById('root');
if (root === null) throw new Error('The page has no root.');
const timeline = await timelineAsked();
record.readyAt = performance.now();
createRoot(root).render(
  <FlameChart
    timeline={timeline}
    palette={palette}
    initialView={initialOf(timeline)}
    onOpenJob={(id) => record.opened.push(id)}
    onSave={async (name, make) => void record.saved.push([name, await make()])}
  />,
);
notePainted();
