/**
 * One document of a run in the terminal: its spans as a tree, what was read of it, and the text.
 */
import type { JobRecord, JobResult } from '../contract/run.ts';
import { cpuMicroseconds, type Span } from '../contract/spans.ts';
import { toSeconds } from '../contract/units.ts';
import type { Store } from '../store/store.ts';
import { alarm, faint, heading, oneLine, percent, print, seconds, table } from './output.ts';

export interface JobDetails {
  readonly job: JobRecord;
  readonly spans: readonly Span[];
  /** Null unless the job succeeded. */
  readonly result: JobResult | null;
}

export const jobDetails = (store: Store, job: JobRecord): JobDetails => ({
  job,
  spans: store.spansOf(job.id),
  result: store.resultOf(job.id) ?? null,
});

export function printJob({ job, spans, result }: JobDetails): void {
  print(heading(`${oneLine(job.file)}: ${job.state}`));
  if (job.error !== null) print(`  ${alarm('✗')} ${job.error.message} [${job.error.code}]`);
  print(
    table(
      [{ title: 'span', align: 'left' }, { title: 'start s' }, { title: 'CPU s' }, { title: 'wall s' }],
      spans.map((span) => [
        indented(span),
        seconds(toSeconds(span.start_us - (spans[0]?.start_us ?? 0))),
        seconds(toSeconds(cpuMicroseconds(span))),
        seconds(toSeconds(span.wall_us)),
      ]),
    ),
  );
  if (result === null) return;
  const { document, quality, text } = result;
  print(
    heading(
      `A ${document.type.replace('_', ' ')} (confidence ${percent(document.type_confidence, 0)}), quality ${quality.score.toFixed(2)}`,
    ),
  );
  print(
    table(
      [{ title: 'field', align: 'left' }, { title: 'value', align: 'left' }, { title: 'confidence' }],
      Object.entries(document.fields).map(([name, field]) => [name, field.value, percent(field.confidence, 0)]),
    ),
  );
  for (const check of document.checks)
    print(`  ${check.passed ? '✓' : alarm('✗')} ${check.name.replaceAll('_', ' ')}: ${check.actual} (${check.expected})`);
  if (document.missing.length > 0) print(`  ${alarm('✗')} not found: ${document.missing.join(', ')}`);
  print(heading('Text'));
  print(faint(text));
}

function indented({ stage, part }: Span): string {
  if (part === '') return stage;
  const names = part.split('/');
  return `${'  '.repeat(names.length)}${names.at(-1)}`;
}
