/** What is to be measured: a folder, a document, or samples; and what was found there. */
import { FolderOpen, ScanText } from 'lucide-react';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { runDraft, useRunDraft } from '../use-run-draft.ts';
import styles from './documents-panel.module.css';
import { FoundDocuments } from './found-documents.tsx';
import { RecentFolders } from './recent-folders.tsx';
import { SampleChoice } from './sample-choice.tsx';
import { SampleDrawing } from './sample-drawing.tsx';

export function DocumentsPanel({ isOver }: { readonly isOver: boolean }) {
  const { source, samples, remark } = useRunDraft();
  const isChosen = source.kind !== 'none';
  return (
    <Panel title="Documents">
      <div className={`${styles.zone} ${isChosen ? styles.chosen : ''} ${isOver ? styles.over : ''}`}>
        {isChosen ? null : <ScanText size={40} strokeWidth={1.4} aria-hidden className={styles.sign} />}
        <div className={styles.words}>
          <p className={styles.call}>{isOver ? 'Let go to choose' : callOf(isChosen)}</p>
          {isChosen ? null : (
            <p className={styles.hint}>
              JPEG, PNG, TIFF, WebP or PDF, with subfolders. Put <code>name.txt</code> (its text) and <code>name.json</code> (its
              fields) beside <code>name.jpg</code>, and the run tells how well it was read.
            </p>
          )}
        </div>
        <div className={styles.buttons}>
          <Button onClick={() => void runDraft.chooseByDialog('folder')}>
            <FolderOpen size={16} aria-hidden /> Choose folder…
          </Button>
          <Button onClick={() => void runDraft.chooseByDialog('file')}>Choose file…</Button>
          <RecentFolders />
        </div>
      </div>
      <SampleChoice />
      {remark === null ? null : <Notice tone={remark.tone}>{remark.text}</Notice>}
      {source.kind === 'samples' && samples.state === 'drawing' ? (
        <SampleDrawing done={samples.done} total={samples.total} />
      ) : (
        <FoundDocuments />
      )}
    </Panel>
  );
}

const callOf = (isChosen: boolean): string =>
  isChosen ? 'Drop other documents anywhere' : 'Drop a folder of scans, or one scan, anywhere on this screen';
