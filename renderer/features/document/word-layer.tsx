/**
 * The words that were read, over the page: a box each in the colour of the engine's confidence. Hovering or the arrow keys tell
 * a word's text; with `inPlace` the text stands where it was read.
 */
import { type KeyboardEvent, memo, useMemo, useRef, useState } from 'react';
import type { Box, Word } from '../../../pipeline/contract/ocr.ts';
import { percent } from '../../ui/format.ts';
import { confidenceTone } from './confidence.ts';
import { wordStepOf } from './document-keys.ts';
import type { Size } from './page-view.ts';
import styles from './word-layer.module.css';

interface WordLayerProps {
  readonly page: Size;
  /** Of this page. */
  readonly words: readonly Word[];
  readonly shown: boolean;
  readonly inPlace: boolean;
  /** The box of a chosen field. */
  readonly marked: Box | null;
  onWord(word: Word | null): void;
}

export function WordLayer({ page, words, shown, inPlace, marked, onWord }: WordLayerProps) {
  const [current, setCurrent] = useState(0);
  const layer = useRef<SVGSVGElement>(null);
  const at = (target: EventTarget): number => Number(target instanceof SVGElement ? (target.dataset.word ?? -1) : -1);

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = wordStepOf(event.key);
    if (step === null || at(event.target) < 0) return;
    // The page keeps still while one goes from word to word.
    event.preventDefault();
    const next = Math.min(words.length - 1, Math.max(0, current + step));
    setCurrent(next);
    layer.current?.querySelector<SVGElement>(`[data-word="${next}"]`)?.focus();
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: an SVG holds no fieldset.
    <svg
      ref={layer}
      className={styles.layer}
      viewBox={`0 0 ${page.width} ${page.height}`}
      aria-label="Words on the page"
      role="group"
      onPointerOver={(event) => onWord(words[at(event.target)] ?? null)}
      onPointerLeave={() => onWord(null)}
      onFocus={(event) => {
        const index = at(event.target);
        if (index < 0) return;
        setCurrent(index);
        onWord(words[index] ?? null);
      }}
      onBlur={() => onWord(null)}
      onKeyDown={onKeyDown}
    >
      {shown ? <Words words={words} current={Math.min(current, words.length - 1)} inPlace={inPlace} /> : null}
      {marked === null ? null : <Marked box={marked} />}
    </svg>
  );
}

const Words = memo(function Words({
  words,
  current,
  inPlace,
}: {
  readonly words: readonly Word[];
  readonly current: number;
  readonly inPlace: boolean;
}) {
  return words.map((word, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: words have no names; their place on the page does not change.
    <WordBox key={index} word={word} index={index} reachable={index === current} inPlace={inPlace} />
  ));
});

interface WordBoxProps {
  readonly word: Word;
  readonly index: number;
  readonly reachable: boolean;
  readonly inPlace: boolean;
}

const WordBox = memo(function WordBox({ word, index, reachable, inPlace }: WordBoxProps) {
  const { x0, y0, x1, y1 } = word.box;
  const width = Math.max(1, x1 - x0);
  const height = Math.max(1, y1 - y0);
  return (
    <g className={styles[confidenceTone(word.confidence)]}>
      {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: a shape that is reached to be told, not to be used. */}
      <rect
        className={styles.word}
        data-word={index}
        role="img"
        aria-label={`${word.text}, confidence ${percent(word.confidence, 0)}`}
        tabIndex={reachable ? 0 : -1}
        x={x0}
        y={y0}
        width={width}
        height={height}
      />
      {inPlace ? (
        <>
          <rect className={styles.paper} x={x0} y={y0} width={width} height={height} />
          <text
            className={styles.text}
            x={x0}
            y={y1 - height * 0.2}
            fontSize={height * 0.9}
            textLength={width}
            lengthAdjust="spacingAndGlyphs"
            aria-hidden
          >
            {word.text}
          </text>
        </>
      ) : null}
    </g>
  );
});

function Marked({ box }: { readonly box: Box }) {
  const { x, y, width, height } = useMemo(() => {
    const room = Math.max(3, (box.y1 - box.y0) * 0.15);
    return { x: box.x0 - room, y: box.y0 - room, width: box.x1 - box.x0 + 2 * room, height: box.y1 - box.y0 + 2 * room };
  }, [box]);
  return <rect className={styles.marked} x={x} y={y} width={width} height={height} rx={3} data-marked aria-hidden />;
}
