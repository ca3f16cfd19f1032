/** Which document this is, its figures, and the way to the one before and the one after. */
import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { JobAccuracy } from '../../../pipeline/contract/accuracy.ts';
import type { JobDetail } from '../../../pipeline/contract/reader-calls.ts';
import { cpuEfficiency } from '../../../pipeline/contract/units.ts';
import { ArrivalHeading } from '../../ui/arrival-heading.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { type Figure, Figures } from '../../ui/figures.tsx';
import { bytes, count, percent, ratio, seconds, shortId } from '../../ui/format.ts';
import { hrefOf } from '../../ui/route.ts';
import styles from './document-head.module.css';
import { useNeighbours } from './use-neighbours.ts';

interface DocumentHeadProps {
  readonly run: string;
  readonly wanted: string;
  readonly detail: JobDetail;
  readonly accuracy: JobAccuracy | null;
}

const stateTone = { queued: 'plain', running: 'accent', succeeded: 'good', failed: 'bad' } as const;

export function DocumentHead({ run, wanted, detail, accuracy }: DocumentHeadProps) {
  const { job, document } = detail;
  const { place, of, previous, next } = useNeighbours(run, wanted);
  return (
    <header className={styles.head}>
      <div className={styles.row}>
        <BackLink to={{ screen: 'run-detail', run, tab: 'documents' }} label="All documents" />
        <div className={styles.title}>
          <ArrivalHeading title={`${document.root}/${document.file}`}>{document.file}</ArrivalHeading>
          <Badge tone={stateTone[job.state]}>{job.state}</Badge>
          {job.path === null ? null : <Badge>{job.path} path</Badge>}
          {job.temperature === null ? null : <Badge>{job.temperature}</Badge>}
          {job.attempt > 1 ? <Badge tone="warn">attempt {job.attempt}</Badge> : null}
        </div>
        <span className={styles.ways}>
          <span className={styles.place}>{place === null ? '' : `${count(place)} of ${count(of)}`}</span>
          <Button disabled={previous === null} title="Previous document (K)" onClick={() => previous?.()}>
            <ChevronLeft size={16} aria-hidden /> Previous
          </Button>
          <Button disabled={next === null} title="Next document (J)" onClick={() => next?.()}>
            Next <ChevronRight size={16} aria-hidden />
          </Button>
        </span>
      </div>
      <p className={styles.where}>
        {bytes(document.bytes)} in <span title={document.root}>{document.root}</span> · run{' '}
        <a href={hrefOf({ screen: 'run-detail', run, tab: 'summary' })}>{shortId(run)}</a>, number {job.sequence + 1}
      </p>
      {job.state === 'succeeded' ? <Figures name="Figures" figures={figuresOf(detail, accuracy)} /> : null}
    </header>
  );
}

function figuresOf({ job, result, words }: JobDetail, accuracy: JobAccuracy | null): Figure[] {
  const [cpu, wall] = [job.total_cpu_seconds, job.total_wall_seconds];
  const named = accuracy?.fields.filter(({ status }) => status !== 'spurious') ?? [];
  const right = named.filter(({ status }) => status === 'right').length;
  const text = accuracy?.text ?? null;
  return [
    { name: 'CPU', value: seconds(cpu), hint: 's, all stages' },
    { name: 'Wall', value: seconds(wall), hint: 's, all stages' },
    { name: 'Cores busy', value: cpu === null || wall === null ? '–' : ratio(cpuEfficiency(cpu, wall)), hint: 'CPU over wall' },
    { name: 'Quality', value: ratio(result?.quality.score), hint: 'of the source' },
    { name: 'Words', value: words === null ? '–' : count(words.words.length), hint: words === null ? 'not kept' : 'read' },
    { name: 'CER', value: percent(text?.cer), hint: text === null ? 'no true text' : 'of the characters' },
    { name: 'WER', value: percent(text?.wer), hint: text === null ? 'no true text' : 'of the words' },
    { name: 'Fields right', value: named.length === 0 ? '–' : `${right}/${named.length}`, hint: 'of the truth’s' },
  ];
}
