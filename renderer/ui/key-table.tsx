/** A group of keys and what they do. */
import { useId } from 'react';
import { KeyCaps } from './key-caps.tsx';
import styles from './key-table.module.css';
import type { KeyGroup } from './keys.ts';

export function KeyTable({ group: { title, lines } }: { readonly group: KeyGroup }) {
  const id = useId();
  return (
    <div className={styles.group}>
      <h3 id={id}>{title}</h3>
      <table className={styles.table} aria-labelledby={id}>
        <tbody>
          {lines.map(({ keys, does }) => (
            <tr key={does}>
              <th scope="row">{does}</th>
              <td>
                <KeyCaps keys={keys} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
