/** A stage with its colour. */
import type { StageName as Name } from '../../../pipeline/contract/stages.ts';
import styles from './summary-tab.module.css';

export function StageName({ stage }: { readonly stage: Name }) {
  return (
    <span className={styles.stage}>
      <span className={styles.swatch} style={{ background: `var(--stage-${stage.replaceAll('_', '-')})` }} aria-hidden />
      {stage}
    </span>
  );
}
