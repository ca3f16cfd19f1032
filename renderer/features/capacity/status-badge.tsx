/** Whether a volume stays within the budget: a sign, words, and a colour. */
import { CircleCheck, CircleHelp, CircleX } from 'lucide-react';
import type { ProjectionRow } from '../../../pipeline/analysis/capacity/capacity.ts';
import styles from './capacity-screen.module.css';
import { statusText, statusTone } from './capacity-words.ts';

const signs = { good: CircleCheck, bad: CircleX, warn: CircleHelp };

export function StatusBadge({ row }: { readonly row: Pick<ProjectionRow, 'status' | 'firm'> }) {
  const tone = statusTone(row);
  const Sign = signs[tone];
  return (
    <span className={styles.status}>
      <Sign size={15} aria-hidden className={styles[tone]} /> {statusText(row)}
    </span>
  );
}
