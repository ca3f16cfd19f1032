/** How many documents: each once, or so many of them, which in a run come again when there are fewer. */
import { useId } from 'react';
import { MOST_JOBS } from '../../../../pipeline/contract/limits.ts';
import { count as counted, plural } from '../../../ui/format.ts';
import { countProblem } from '../run-draft.ts';
import { timesEach } from '../time-estimate.ts';
import { runDraft, useRunDraft } from '../use-run-draft.ts';
import styles from './count-field.module.css';
import field from './fields.module.css';

interface CountFieldProps {
  /** Whether documents come again when there are fewer than wanted. */
  readonly repeats: boolean;
}

export function CountField({ repeats }: CountFieldProps) {
  const { count, look } = useRunDraft();
  const id = useId();
  const found = look.state === 'here' ? look.found.documents : null;
  const problem = countProblem(count);
  return (
    <fieldset className={styles.count}>
      <legend className={field.label}>How many</legend>
      <label className={styles.choice}>
        <input type="radio" name={id} checked={count === null} onChange={() => runDraft.setCount(null)} />
        {found === null ? 'All, each once' : `All ${counted(found)}, each once`}
      </label>
      <div className={styles.choice}>
        <input
          type="radio"
          id={`${id}-some`}
          name={id}
          checked={count !== null}
          onChange={() => runDraft.setCount(String(found ?? 10))}
        />
        <label htmlFor={`${id}-some`}>This many</label>
        <input
          className={`${field.input} ${styles.number}`}
          type="number"
          aria-label="Documents"
          aria-describedby={`${id}-hint`}
          aria-invalid={problem !== null}
          min={1}
          max={MOST_JOBS}
          value={count ?? ''}
          placeholder={found === null ? '' : String(found)}
          onChange={({ target }) => runDraft.setCount(target.value)}
        />
      </div>
      <p
        id={`${id}-hint`}
        className={problem === null ? field.hint : field.problem}
        role={problem === null ? undefined : 'alert'}
      >
        {problem ?? hintOf(count, found, repeats)}
      </p>
    </fieldset>
  );
}

function hintOf(count: string | null, found: number | null, repeats: boolean): string {
  if (count === null || found === null) return '';
  const wanted = Number(count);
  if (wanted < found) return `The first ${counted(wanted)} of ${plural(found, 'document')}.`;
  if (wanted === found) return '';
  if (!repeats) return `There are ${counted(found)}, and each is read once in a pass.`;
  return `There are ${counted(found)}, so they come again in the same order: each is measured ${timesEach(found, wanted)}.`;
}
