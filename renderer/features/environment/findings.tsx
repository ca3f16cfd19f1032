/** Things looked for: found, or missing with what brings them. */
import { CircleCheck, CircleX } from 'lucide-react';
import type { Finding } from '../../../pipeline/contract/examination.ts';
import styles from './findings.module.css';

export function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  return (
    <ul className={styles.findings}>
      {findings.map(({ what, found, detail }) => (
        <li key={what}>
          {found ? (
            <CircleCheck size={18} className={styles.found} role="img" aria-label="Found" />
          ) : (
            <CircleX size={18} className={styles.missing} role="img" aria-label="Missing" />
          )}
          <div>
            <strong>{what}</strong>
            <p className={styles.detail}>{detail}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}
