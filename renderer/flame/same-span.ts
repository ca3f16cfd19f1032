/** Finds a span again in a later edition of its run's timeline, where the columns are others. */
import type { Timeline } from '../../pipeline/contract/timeline.ts';
import { at } from './columns.ts';

/** The span of another edition of the run that is of the same job, begins at the same time and is as deep; null when it is gone. */
export function sameSpan(from: Timeline, span: number, to: Timeline): number | null {
  const jobId = from.jobs[at(from.spans.job, span)]?.id;
  const job = to.jobs.findIndex(({ id }) => id === jobId);
  const [start, depth] = [at(from.spans.start_us, span), at(from.spans.depth, span)];
  const { spans } = to;
  const same = spans.job.findIndex(
    (of, index) => of === job && at(spans.start_us, index) === start && at(spans.depth, index) === depth,
  );
  return same < 0 ? null : same;
}
