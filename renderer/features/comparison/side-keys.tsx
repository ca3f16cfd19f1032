/** Which letter is which: each side's name with what it stands for, in full. */
import type { SideResult } from '../../../pipeline/contract/comparison.ts';
import styles from './side-keys.module.css';

export function SideKeys({ sides }: { readonly sides: readonly SideResult[] }) {
  return (
    <dl className={styles.sides} aria-label="Sides">
      {sides.map(({ name, label }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <bdi>{label}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}
