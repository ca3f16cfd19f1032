/** The spans of one document as the rows of a tree, with what belongs to no stage as the last. */
import type { JobRecord } from '../../../pipeline/contract/run.ts';
import { cpuMicroseconds, isStage, type Span } from '../../../pipeline/contract/spans.ts';
import type { StageName } from '../../../pipeline/contract/stages.ts';
import { cpuEfficiency, toSeconds } from '../../../pipeline/contract/units.ts';

export interface SpanRow {
  readonly key: string;
  /** Null: what no stage owns. */
  readonly stage: StageName | null;
  /** The last step of a part's path; '' for a stage. */
  readonly part: string;
  /** 0 a stage, 1 and more a part. */
  readonly depth: number;
  /** From the first span. */
  readonly startSeconds: number | null;
  readonly wallSeconds: number | null;
  readonly cpuSeconds: number;
  readonly coresBusy: number | null;
  /** Of the document's CPU, the remainder included. */
  readonly share: number;
}

const depthOf = ({ part }: Span): number => (part === '' ? 0 : part.split('/').length);

export function spanRows(
  spans: readonly Span[],
  job: Pick<JobRecord, 'unattributed_user_us' | 'unattributed_system_us'>,
): SpanRow[] {
  // A span lies inside the one that holds it, so by start and then by depth each stands before what is inside it.
  const ordered = spans.toSorted((one, other) => one.start_us - other.start_us || depthOf(one) - depthOf(other));
  const origin = ordered[0]?.start_us ?? 0;
  const remainder = toSeconds((job.unattributed_user_us ?? 0) + (job.unattributed_system_us ?? 0));
  const all = remainder + spans.filter(isStage).reduce((sum, span) => sum + toSeconds(cpuMicroseconds(span)), 0);
  const shareOf = (cpu: number): number => (all > 0 ? cpu / all : 0);
  const rows = ordered.map((span, at): SpanRow => {
    const cpuSeconds = toSeconds(cpuMicroseconds(span));
    const wallSeconds = toSeconds(span.wall_us);
    return {
      key: `${at} ${span.stage} ${span.part}`,
      stage: span.stage,
      part: span.part.split('/').at(-1) ?? '',
      depth: depthOf(span),
      startSeconds: toSeconds(span.start_us - origin),
      wallSeconds,
      cpuSeconds,
      coresBusy: cpuEfficiency(cpuSeconds, wallSeconds),
      share: shareOf(cpuSeconds),
    };
  });
  if (rows.length === 0) return [];
  const last: SpanRow = {
    key: 'remainder',
    stage: null,
    part: '',
    depth: 0,
    startSeconds: null,
    wallSeconds: null,
    cpuSeconds: remainder,
    coresBusy: null,
    share: shareOf(remainder),
  };
  return [...rows, last];
}
