/** What no optimisation may break, and whether this run kept it. */
import { checkInvariants } from '../../../pipeline/analysis/invariants.ts';
import { environmentSchema } from '../../../pipeline/contract/environment.ts';
import type { RunRecord, RunSummary } from '../../../pipeline/contract/run.ts';
import { Panel } from '../../ui/panel.tsx';
import styles from './summary-tab.module.css';

const marks = {
  true: { sign: '✓', tone: styles.good, word: 'holds' },
  false: { sign: '✗', tone: styles.bad, word: 'broken' },
  null: { sign: '?', tone: styles.warn, word: 'not to be judged from this run alone' },
};

export function InvariantsPanel({ run, summary }: { readonly run: RunRecord; readonly summary: RunSummary }) {
  const libraries = environmentSchema.pick({ gpu_libraries: true }).safeParse(run.environment).data?.gpu_libraries ?? null;
  return (
    <Panel title="Invariants" hint="What must stay true however fast a document becomes.">
      <ul className={styles.marks}>
        {checkInvariants({ summary, gpuLibraries: libraries }).map(({ name, holds, sentence }) => {
          const { sign, tone, word } = marks[`${holds}`];
          return (
            <li key={name}>
              <span className={`${styles.mark} ${tone}`} role="img" aria-label={word}>
                {sign}
              </span>
              <span>
                {sentence}
                {holds === null ? <span className={styles.faint}> ({word})</span> : null}
              </span>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
