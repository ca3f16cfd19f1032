/** Totals in large print: a name, a number, and what it is made of. */
import type { ReactNode } from 'react';
import styles from './figures.module.css';

export interface Figure {
  readonly name: string;
  readonly value: ReactNode;
  readonly hint?: ReactNode;
  readonly tone?: 'good' | 'warn' | 'bad';
}

export function Figures({ name, figures }: { readonly name: string; readonly figures: readonly Figure[] }) {
  return (
    <dl className={styles.figures} aria-label={name}>
      {figures.map((figure) => (
        <div key={figure.name} className={styles.figure}>
          <dt>{figure.name}</dt>
          <dd className={`${styles.value} ${figure.tone === undefined ? '' : styles[figure.tone]}`}>{figure.value}</dd>
          {figure.hint === undefined ? null : <dd className={styles.hint}>{figure.hint}</dd>}
        </div>
      ))}
    </dl>
  );
}
