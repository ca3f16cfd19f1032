/** How often, by what measure and in which order: fixed before the first document, so that nobody stops when it looks good. */
import { type ReactNode, useId } from 'react';
import { MOST_BLOCKS } from '../../../../pipeline/contract/comparison.ts';
import { Choice } from '../../../ui/choice.tsx';
import { Panel } from '../../../ui/panel.tsx';
import field from '../../run/setup/fields.module.css';
import { blocksProblem, materialityProblem, seedProblem } from '../compare-draft.ts';
import { compareDraft, useCompareDraft } from '../use-compare-draft.ts';
import styles from './plan-panel.module.css';

const metrics = [
  { key: 'cpu', label: 'CPU seconds' },
  { key: 'wall', label: 'Wall seconds' },
] as const;

export function PlanPanel() {
  const { blocks, metric, materiality, seed } = useCompareDraft();
  return (
    <Panel title="Plan" hint="Kept with the comparison. There is no verdict before it is done.">
      <div className={styles.fields}>
        <NumberField
          label="Blocks"
          text={blocks}
          problem={blocksProblem(blocks)}
          hint={`Each takes every side twice, there and back (a\u00a0b\u00a0b\u00a0a), so that a drift of the machine meets the sides alike.`}
          range={{ min: 1, max: MOST_BLOCKS, step: 1 }}
          onText={(text) => compareDraft.set({ blocks: text })}
        />
        <div className={field.field}>
          <div className={field.head}>
            <span className={field.label} aria-hidden>
              Measure
            </span>
          </div>
          <Choice name="Measure" options={metrics} chosen={metric} onChoose={(key) => compareDraft.set({ metric: key })} />
          <p className={field.hint}>What the verdict is about; both are measured and shown.</p>
        </div>
        <NumberField
          label="Smallest change that matters"
          text={materiality}
          unit="%"
          problem={materialityProblem(materiality)}
          hint="Sides that are surely closer than this are called equivalent."
          range={{ min: 0.1, max: 99, step: 0.1 }}
          onText={(text) => compareDraft.set({ materiality: text })}
        />
        <NumberField
          label="Seed"
          text={seed}
          problem={seedProblem(seed)}
          hint="Draws the order of the sides in each block; the same seed draws the same order."
          range={{ min: 0, step: 1 }}
          onText={(text) => compareDraft.set({ seed: text })}
        />
      </div>
    </Panel>
  );
}

interface NumberFieldProps {
  readonly label: string;
  readonly text: string;
  readonly problem: string | null;
  readonly hint: ReactNode;
  readonly unit?: string;
  readonly range: { readonly min: number; readonly max?: number; readonly step: number };
  onText(text: string): void;
}

function NumberField({ label, text, problem, hint, unit, range, onText }: NumberFieldProps) {
  const id = useId();
  return (
    <div className={field.field}>
      <div className={field.head}>
        <label htmlFor={id} className={field.label}>
          {label}
        </label>
      </div>
      <div className={styles.number}>
        <input
          {...range}
          id={id}
          className={field.input}
          type="number"
          aria-invalid={problem !== null}
          aria-describedby={`${id}-problem ${id}-hint`}
          value={text}
          onChange={({ target }) => onText(target.value)}
        />
        {unit === undefined ? null : <span className={field.unit}>{unit}</span>}
      </div>
      <p id={`${id}-problem`} className={field.problem} role="alert">
        {problem}
      </p>
      <p id={`${id}-hint`} className={field.hint}>
        {hint}
      </p>
    </div>
  );
}
