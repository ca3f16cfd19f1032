/** The focused span, in full, with the way to its document. */
import { ExternalLink } from 'lucide-react';
import type { ReactNode } from 'react';
import buttons from './buttons.module.css';
import type { ChartModel } from './chart-model.ts';
import { nodeOf, type SpanFacts, spanFacts } from './describe.ts';
import { formatCores, formatCount, formatDuration, formatMoment, formatShare } from './format.ts';
import styles from './panel.module.css';
import type { StageNode } from './stage-scene.ts';
import type { Tones } from './tones.ts';
import { useChart } from './use-chart.ts';

export interface DetailsProps {
  readonly model: ChartModel;
  readonly tones: Tones;
  readonly onOpenJob: (jobId: string) => void;
  /** What tells it from the one of another chart beside it. */
  readonly name?: string;
}

export function Details({ model, tones, onOpenJob, name = 'Selected span' }: DetailsProps) {
  const focused = useChart(model, (state) => state.focused);
  const scene = useChart(model, (state) => state.scene);
  if (focused === null) {
    return (
      <section className={styles.details} aria-label={name}>
        <p className={styles.hint}>Click a span, or press an arrow key in the chart, to see it here.</p>
      </section>
    );
  }
  const node = nodeOf(scene, focused);
  const span = node === null ? spanFacts(model.timeline, scene, focused) : null;
  const job = span?.job;
  return (
    <section className={styles.details} aria-label={name}>
      <header className={styles.title}>
        <span className={styles.swatch} style={{ background: tones.plain[scene.tone[focused] ?? 0]?.css }} />
        <h3>{node?.name ?? span?.name}</h3>
        {job?.state === 'failed' && <strong className={styles.failed}>failed</strong>}
        {job && (
          <button type="button" className={buttons.button} title={`Open ${job.file} (Enter)`} onClick={() => onOpenJob(job.id)}>
            <ExternalLink size={14} aria-hidden="true" />
            Open document
          </button>
        )}
      </header>
      <dl className={styles.facts}>
        {span === null ? node !== null && <NodeFacts node={node} /> : <SpanFactList span={span} />}
      </dl>
    </section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function SpanFactList({ span }: { readonly span: SpanFacts }) {
  return (
    <>
      <Fact name="Wall">{formatDuration(span.wall)}</Fact>
      <Fact name="CPU">{formatDuration(span.cpu)}</Fact>
      <Fact name="Cores busy">{formatCores(span.cpu, span.wall)}</Fact>
      <Fact name="Start">{formatMoment(span.start)}</Fact>
      {span.kind !== 'document' && (
        <Fact name="Share of job">
          {formatShare(span.wall, span.jobWall)} wall, {formatShare(span.cpu, span.jobCpu)} CPU
        </Fact>
      )}
      <Fact name="Worker">{span.worker}</Fact>
      {span.kind !== 'document' && <Fact name="Inside">{span.inside.join(' › ')}</Fact>}
      <Fact name="Process">{span.job?.temperature ?? '–'}</Fact>
      <Fact name="Path">{span.job?.path ?? '–'}</Fact>
      <Fact name="State">{span.job?.state ?? '–'}</Fact>
    </>
  );
}

function NodeFacts({ node }: { readonly node: StageNode }) {
  return (
    <>
      <Fact name="Count">{formatCount(node.count)}</Fact>
      <Fact name="Wall">{formatDuration(node.wall)}</Fact>
      <Fact name="CPU">{formatDuration(node.cpu)}</Fact>
      <Fact name="Mean wall">{formatDuration(node.wall / node.count)}</Fact>
      <Fact name="Mean CPU">{formatDuration(node.cpu / node.count)}</Fact>
      <Fact name="Cores busy">{formatCores(node.cpu, node.wall)}</Fact>
    </>
  );
}
