/** The flame chart of the run, over all the space there is. */
import { FlameChart } from '../../flame/flame-chart.tsx';
import { useAsk } from '../../ui/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { go, hrefOf } from '../../ui/route.ts';
import { usePalette } from '../../ui/theme.tsx';
import { useSaveFile } from '../../ui/use-saved.ts';
import { Waiting } from '../../ui/waiting.tsx';
import styles from './flame-tab.module.css';
import { TraceExport } from './trace-export.tsx';
import { useAgain } from './use-again.ts';

interface FlameTabProps {
  readonly run: string;
  readonly edition: number;
  /** How many the run has. */
  readonly spans: number;
}

export function FlameTab({ run, edition, spans }: FlameTabProps) {
  const timeline = useAsk('runs.timeline', { run });
  useAgain(edition, timeline.refresh);
  const palette = usePalette();
  const save = useSaveFile();
  if (timeline.state === 'failed')
    return <ErrorNotice error={timeline.error} actions={<Button onClick={timeline.refresh}>Try again</Button>} />;
  if (timeline.state === 'waiting') return <Waiting what={`${spans.toLocaleString('en-US')} spans`} />;
  if (timeline.value.spans.start_us.length === 0) {
    return (
      <Empty
        title="No timeline"
        action={<LinkButton href={hrefOf({ screen: 'run-detail', run, tab: 'documents' })}>See its documents</LinkButton>}
      >
        Here will stand each worker as a lane, with the stages of its documents. No document of this run has ended in a worker, so
        there is nothing to draw; the list of documents says why.
      </Empty>
    );
  }
  return (
    <div className={styles.chart}>
      <FlameChart
        timeline={timeline.value}
        palette={palette}
        onOpenJob={(job) => go({ screen: 'document', run, job })}
        onSave={save}
        actions={
          <span className={styles.actions}>
            <TraceExport run={run} />
          </span>
        }
      />
    </div>
  );
}
