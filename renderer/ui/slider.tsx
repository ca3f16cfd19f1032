/**
 * A number that one slides or types: the slider for trying, the field for what is known exactly. What is typed may lie beyond
 * the ends of the slider. A text that is refused stays in the field with the sentence that says why; the value stays as it was.
 */
import { RotateCcw } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { count } from './format.ts';
import styles from './slider.module.css';
import { PLACES, placeOnSlider, type SliderScale, valueOnSlider } from './slider-scale.ts';

interface SliderProps {
  readonly name: string;
  /** Stands behind the number: "%", "CPU-h a month". */
  readonly unit: string;
  readonly scale: SliderScale;
  readonly value: number;
  /** The value as it is printed in the field. */
  readonly text: string;
  readonly hint?: ReactNode;
  /** Buttons beside the field. */
  readonly actions?: ReactNode;
  onSlide(value: number): void;
  /** Takes what was typed, or says why not. */
  onType(text: string): string | null;
  /** Null: it is as it was. */
  readonly onReset: (() => void) | null;
}

export function Slider({ name, unit, scale, value, text, hint, actions, onSlide, onType, onReset }: SliderProps) {
  const id = useId();
  const [draft, setDraft] = useState<{ readonly text: string; readonly problem: string | null } | null>(null);
  const problem = draft?.problem ?? null;
  const described = problem !== null || hint !== undefined ? { 'aria-describedby': `${id}-words` } : {};
  return (
    <div className={styles.slider}>
      <div className={styles.head}>
        <label htmlFor={id}>{name}</label>
        {onReset === null ? null : (
          <button
            type="button"
            className={styles.reset}
            aria-label={`Reset ${name}`}
            title="Reset"
            onClick={() => {
              setDraft(null);
              onReset();
            }}
          >
            <RotateCcw size={14} aria-hidden />
          </button>
        )}
        {actions}
        <input
          id={id}
          className={styles.number}
          inputMode="decimal"
          autoComplete="off"
          value={draft?.text ?? text}
          aria-invalid={problem !== null}
          {...described}
          onChange={({ target }) => setDraft({ text: target.value, problem: onType(target.value) })}
          onBlur={() => problem === null && setDraft(null)}
          onKeyDown={({ key }) => key === 'Escape' && setDraft(null)}
        />
        <span className={styles.unit}>{unit}</span>
      </div>
      <input
        type="range"
        className={styles.range}
        aria-label={name}
        aria-valuetext={`${text} ${unit}`}
        min={0}
        max={PLACES}
        step={1}
        value={placeOnSlider(scale, value)}
        onChange={({ target }) => {
          setDraft(null);
          onSlide(valueOnSlider(scale, Number(target.value), value));
        }}
      />
      <div className={styles.ends} aria-hidden>
        <span>{count(scale.min)}</span>
        <span>{count(scale.max)}</span>
      </div>
      {problem !== null ? (
        <p id={`${id}-words`} className={styles.problem} role="alert">
          {problem}
        </p>
      ) : hint === undefined ? null : (
        <p id={`${id}-words`} className={styles.hint}>
          {hint}
        </p>
      )}
    </div>
  );
}
