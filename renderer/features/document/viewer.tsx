/** The page as it came and as it was read, with the words over it. */
import { Maximize, MoveHorizontal, ZoomIn, ZoomOut } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Box, Word } from '../../../pipeline/contract/ocr.ts';
import type { JobDetail } from '../../../pipeline/contract/reader-calls.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import field from '../../ui/field.module.css';
import { percent } from '../../ui/format.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { PageFrame } from './page-frame.tsx';
import { fitWidth, liesOver, type PageView, type Size, showBox, wholePage, zoomAt } from './page-view.ts';
import { type Picture, usePicture } from './use-picture.ts';
import styles from './viewer.module.css';
import { WordLayer } from './word-layer.tsx';

export interface Marked {
  readonly page: number;
  readonly box: Box;
}

/** What one looks at; it stays while one goes from document to document. */
export interface Look {
  readonly shown: 'source' | 'master' | 'both';
  readonly words: boolean;
  readonly inPlace: boolean;
}
export const usualLook: Look = { shown: 'master', words: true, inPlace: false };

const choices = [
  { key: 'source', label: 'Source' },
  { key: 'master', label: 'Enhanced' },
  { key: 'both', label: 'Side by side' },
] as const;

interface ViewerProps {
  readonly detail: JobDetail;
  /** The box of a field that was chosen; a new object each time. */
  readonly marked: Marked | null;
  readonly look: Look;
  onLook(look: Look): void;
}

export function Viewer({ detail: { job, result, words }, marked, look, onLook }: ViewerProps) {
  const { words: wordsOn, inPlace } = look;
  const shown = result === null ? 'source' : look.shown;
  const [page, setPage] = useState(0);
  const [view, setView] = useState<PageView>(wholePage);
  const [frame, setFrame] = useState<Size>({ width: 1, height: 1 });
  const [pointed, setPointed] = useState<Word | null>(null);
  const pages = Math.max(1, words?.pages.length ?? result?.quality.pages ?? 1);
  const size = words?.pages[page] ?? null;
  const ofPage = useMemo(() => words?.words.filter((word) => word.page === page) ?? [], [words, page]);

  const [followed, setFollowed] = useState<Marked | null>(null);
  if (marked !== followed) {
    // A field was chosen: its page, and its place on it, come into view.
    setFollowed(marked);
    if (marked !== null) {
      const markedSize = words?.pages[marked.page];
      setPage(marked.page);
      if (markedSize !== undefined) setView(showBox(view, marked.box, markedSize, frame));
    }
  }

  const layerOf = (over: Size) =>
    size === null ? null : (
      <WordLayer
        page={over}
        words={ofPage}
        shown={wordsOn}
        inPlace={inPlace}
        marked={marked !== null && marked.page === page ? marked.box : null}
        onWord={setPointed}
      />
    );
  const side = (kind: 'source' | 'master') => (
    <Side
      key={kind}
      kind={kind}
      job={job.id}
      page={page}
      size={size}
      view={view}
      onView={setView}
      onFrame={setFrame}
      layerOf={layerOf}
      wordsOn={wordsOn && ofPage.length > 0}
    />
  );
  const middle = { x: frame.width / 2, y: frame.height / 2 };
  const seen = size ?? frame;

  return (
    <section className={styles.viewer} aria-label="Page">
      <div className={styles.bar}>
        {result === null ? (
          <strong>Source</strong>
        ) : (
          <Choice name="Image" options={choices} chosen={shown} onChoose={(chosen) => onLook({ ...look, shown: chosen })} />
        )}
        {size === null ? null : (
          <>
            <label className={field.check}>
              <input type="checkbox" checked={wordsOn} onChange={(event) => onLook({ ...look, words: event.target.checked })} />
              Words
            </label>
            <label className={field.check}>
              <input
                type="checkbox"
                checked={inPlace}
                disabled={!wordsOn}
                onChange={(event) => onLook({ ...look, inPlace: event.target.checked })}
              />
              Text in place
            </label>
          </>
        )}
      </div>
      <div className={styles.sides}>
        {shown === 'master' ? null : side('source')}
        {shown === 'source' ? null : side('master')}
      </div>
      <div className={styles.foot}>
        {pages > 1 ? (
          <span className={styles.buttons}>
            <Button look="quiet" disabled={page === 0} onClick={() => setPage(page - 1)}>
              Previous page
            </Button>
            <span>
              Page {page + 1} of {pages}
            </span>
            <Button look="quiet" disabled={page === pages - 1} onClick={() => setPage(page + 1)}>
              Next page
            </Button>
          </span>
        ) : null}
        <p className={styles.pointed} aria-live="polite">
          {pointed === null ? (
            <Legend words={ofPage.length} kept={words !== null} read={result !== null} />
          ) : (
            <>
              <strong>{pointed.text}</strong> confidence {percent(pointed.confidence, 0)}
            </>
          )}
        </p>
        <span className={`${styles.buttons} ${field.push}`}>
          <Tool name="Zoom out" onClick={() => setView(zoomAt(view, 0.8, middle, seen, frame))} sign={ZoomOut} />
          <output className={styles.zoom} aria-label="Zoom">
            {percent(view.zoom, 0)}
          </output>
          <Tool name="Zoom in" onClick={() => setView(zoomAt(view, 1.25, middle, seen, frame))} sign={ZoomIn} />
          <Tool name="Fit page" onClick={() => setView(wholePage)} sign={Maximize} />
          <Tool name="Fit width" onClick={() => setView(fitWidth(seen, frame))} sign={MoveHorizontal} />
        </span>
      </div>
    </section>
  );
}

interface ToolProps {
  readonly name: string;
  onClick(): void;
  readonly sign: typeof ZoomIn;
}

const Tool = ({ name, onClick, sign: Sign }: ToolProps) => (
  <Button look="quiet" className={styles.tool ?? ''} aria-label={name} title={name} onClick={onClick}>
    <Sign size={17} aria-hidden />
  </Button>
);

function Legend({ words, kept, read }: { readonly words: number; readonly kept: boolean; readonly read: boolean }) {
  if (!read) return null;
  if (!kept) return 'The words’ places are not kept any more; the text and the fields are.';
  return (
    <>
      {words} words: <span className={styles.sure}>sure</span>, <span className={styles.doubtful}>below 85 %</span>,{' '}
      <span className={styles.unsure}>below 60 %</span>
    </>
  );
}

interface SideProps {
  readonly kind: 'source' | 'master';
  readonly job: string;
  readonly page: number;
  /** Of the page in the pixels of the words; null when they are not kept. */
  readonly size: Size | null;
  readonly view: PageView;
  onView(view: PageView): void;
  onFrame(frame: Size): void;
  layerOf(over: Size): React.ReactNode;
  readonly wordsOn: boolean;
}

function Side({ kind, job, page, size, view, onView, onFrame, layerOf, wordsOn }: SideProps) {
  const picture = usePicture(job, kind, page);
  const name = kind === 'source' ? 'Source image' : 'Enhanced image';
  if (picture.state === 'waiting') return <div className={styles.blank}>{<Waiting what="the image" />}</div>;
  if (picture.state === 'failed') {
    return (
      <div className={styles.blank}>
        <ErrorNotice error={picture.error} />
      </div>
    );
  }
  const over = size !== null && (kind === 'master' || liesOver(picture, size));
  return (
    <div className={styles.side}>
      <PageFrame name={name} url={picture.url} page={over ? size : sizeOf(picture)} view={view} onView={onView} onFrame={onFrame}>
        {over ? layerOf(size) : null}
      </PageFrame>
      {size !== null && !over && wordsOn ? (
        <p className={styles.note}>The words lie on the enhanced image, which was turned.</p>
      ) : null}
    </div>
  );
}

const sizeOf = ({ width, height }: Extract<Picture, { state: 'here' }>): Size => ({ width, height });
