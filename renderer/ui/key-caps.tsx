/** Keys as they are printed on a keyboard. */

import styles from './key-caps.module.css';
import { keyName } from './keys.ts';

export function KeyCaps({ keys }: { readonly keys: readonly string[] }) {
  if (keys.length === 0) return null;
  return (
    <span className={styles.keys}>
      {keys.map((word) => (
        <kbd key={word} className={styles.key}>
          {keyName(word)}
        </kbd>
      ))}
    </span>
  );
}
