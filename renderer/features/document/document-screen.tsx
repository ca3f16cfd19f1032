/** One document of a run: the page, what was read of it, and what that cost. */
import { useState } from 'react';
import { type JobAccuracy, jobAccuracySchema } from '../../../pipeline/contract/accuracy.ts';
import type { JobDetail } from '../../../pipeline/contract/reader-calls.ts';
import { useAsk } from '../../ui/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { go } from '../../ui/route.ts';
import { Waiting } from '../../ui/waiting.tsx';
import { usePoll } from '../run-detail/use-gentle-refresh.ts';
import { DocumentHead } from './document-head.tsx';
import styles from './document-screen.module.css';
import { FieldsPanel } from './fields-panel.tsx';
import { ItemsPanel } from './items-panel.tsx';
import { QualityPanel } from './quality-panel.tsx';
import { SpansPanel } from './spans-panel.tsx';
import { TextPanel } from './text-panel.tsx';
import { type Look, type Marked, usualLook, Viewer } from './viewer.tsx';

/** Of a run that was stopped, which may be resumed elsewhere. */
const STANDING_PAUSE_MS = 60_000;

export function DocumentScreen({ run, job }: { readonly run: string; readonly job: string }) {
  const detail = useAsk('jobs.read', { job });
  const [look, setLook] = useState(usualLook);
  // Nothing tells the window of one document's end, nor that the command line has taken up its run.
  const goesOn = detail.state === 'here' && detail.value.run_state === 'running';
  usePoll(detail.state === 'here' && isToCome(detail.value), detail.refresh, goesOn ? undefined : STANDING_PAUSE_MS);
  if (detail.state === 'waiting') return <Waiting what="the document" />;
  if (detail.state === 'failed') {
    return (
      <ErrorNotice
        error={detail.error}
        actions={<Button onClick={() => go({ screen: 'run-detail', run, tab: 'documents' })}>All documents</Button>}
      />
    );
  }
  const accuracy = jobAccuracySchema.nullable().safeParse(detail.value.result?.accuracy ?? null).data ?? null;
  return (
    <>
      {/* It stays while one goes from document to document, and with it the focus on its buttons. */}
      <DocumentHead run={run} wanted={job} detail={detail.value} accuracy={accuracy} />
      <Document key={detail.value.job.id} detail={detail.value} accuracy={accuracy} look={look} onLook={setLook} />
    </>
  );
}

const isToCome = ({ job: { state } }: JobDetail): boolean => state === 'queued' || state === 'running';

interface DocumentProps {
  readonly detail: JobDetail;
  readonly accuracy: JobAccuracy | null;
  readonly look: Look;
  onLook(look: Look): void;
}

function Document({ detail, accuracy, look, onLook }: DocumentProps) {
  const [marked, setMarked] = useState<Marked | null>(null);
  const { job, run_state, result, document, spans } = detail;
  const onMark = (box: Marked): void => {
    setMarked(box);
    // Boxes lie on the enhanced image.
    if (look.shown === 'source') onLook({ ...look, shown: 'master' });
  };
  return (
    <>
      {job.error === null ? null : <ErrorNotice error={job.error} />}
      <div className={styles.parts}>
        <Viewer detail={detail} marked={marked} look={look} onLook={onLook} />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
        <section className={styles.panels} aria-label="Results" tabIndex={0}>
          <div className={styles.flow}>
            {result === null ? null : (
              <FieldsPanel
                document={result.document}
                accuracy={accuracy}
                marked={marked}
                onMark={detail.words === null ? null : onMark}
              />
            )}
            <SpansPanel spans={spans} job={job} goesOn={run_state === 'running'} />
            {result === null ? null : (
              <>
                <TextPanel text={result.text} truth={document.truth?.text ?? null} accuracy={accuracy} />
                <ItemsPanel document={result.document} />
                <QualityPanel quality={result.quality} />
              </>
            )}
          </div>
        </section>
      </div>
    </>
  );
}
