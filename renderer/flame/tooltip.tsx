/** What is under the pointer. For the eye only: the details panel and the spoken sentence say the same to everyone. */
import { useLayoutEffect, useRef } from 'react';
import type { ChartModel } from './chart-model.ts';
import { nodeOf, spanFacts } from './describe.ts';
import { formatCores, formatCount, formatDuration, formatMoment, formatShare } from './format.ts';
import type { Tones } from './tones.ts';
import styles from './tooltip.module.css';
import { useChart } from './use-chart.ts';

type Facts = readonly (readonly [name: string, value: string])[];

export function Tooltip({ model, tones }: { readonly model: ChartModel; readonly tones: Tones }) {
  const element = useRef<HTMLDivElement>(null);
  const hovered = useChart(model, (state) => state.hovered);
  const scene = useChart(model, (state) => state.scene);

  // The pointer moves far more often than it meets another span; the place is set without rendering.
  useLayoutEffect(() => {
    const follow = (): void => {
      const { pointer, width, height } = model.get();
      const tip = element.current;
      if (tip === null || pointer === null) return;
      const right = pointer.x + 16;
      const left = right + tip.offsetWidth > width ? pointer.x - 12 - tip.offsetWidth : right;
      const top = Math.min(pointer.y + 16, height - tip.offsetHeight - 4);
      tip.style.transform = `translate(${Math.max(4, left)}px, ${Math.max(4, top)}px)`;
    };
    follow();
    return model.subscribe(follow);
  });

  if (hovered === null) return null;
  const { title, facts } = contentOf(model, hovered);
  return (
    <div ref={element} className={styles.tooltip} aria-hidden="true">
      <div className={styles.title}>
        <span className={styles.swatch} style={{ background: tones.plain[scene.tone[hovered] ?? 0]?.css }} />
        {title}
      </div>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function contentOf(model: ChartModel, item: number): { title: string; facts: Facts } {
  const { scene } = model.get();
  const node = nodeOf(scene, item);
  if (node !== null) {
    const all = 'nodes' in scene ? nodeOf(scene, 0) : null;
    return {
      title: node.name,
      facts: [
        ['Count', formatCount(node.count)],
        ['Wall', `${formatDuration(node.wall)} · ${formatShare(node.wall, all?.wall ?? 0)}`],
        ['CPU', `${formatDuration(node.cpu)} · ${formatShare(node.cpu, all?.cpu ?? 0)}`],
        ['Mean wall', formatDuration(node.wall / node.count)],
        ['Mean CPU', formatDuration(node.cpu / node.count)],
        ['Cores busy', formatCores(node.cpu, node.wall)],
      ],
    };
  }
  const span = spanFacts(model.timeline, scene, item);
  const facts: (readonly [string, string])[] = [];
  if (span.kind !== 'document') facts.push(['Document', span.job?.file ?? '']);
  if (span.inside.length > 1) facts.push(['Stage', span.inside[1] ?? '']);
  facts.push(
    ['Start', formatMoment(span.start)],
    ['Wall', formatDuration(span.wall)],
    ['CPU', formatDuration(span.cpu)],
    ['Cores busy', formatCores(span.cpu, span.wall)],
  );
  if (span.kind !== 'document') {
    facts.push(['Share of job', `${formatShare(span.wall, span.jobWall)} wall, ${formatShare(span.cpu, span.jobCpu)} CPU`]);
  }
  const traits = [span.job?.temperature, span.job?.path && `${span.job.path} path`, span.job?.state].filter((trait) => trait);
  facts.push(['Job', traits.join(', ')]);
  return { title: span.name, facts };
}
