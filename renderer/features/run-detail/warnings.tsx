/** What makes the numbers of a run less certain: a sentence each. */
import type { RunWarning } from '../../../pipeline/contract/run.ts';
import { plural } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import styles from './warnings.module.css';

export function Warnings({ warnings }: { readonly warnings: readonly RunWarning[] }) {
  if (warnings.length === 0) return null;
  const [only] = warnings;
  if (warnings.length === 1 && only !== undefined) return <Notice tone="warn">{only.message}</Notice>;
  return (
    <Notice tone="warn">
      <strong>{plural(warnings.length, 'warning')}</strong>
      <ul className={styles.list}>
        {warnings.map(({ code, message }) => (
          <li key={`${code} ${message}`}>{message}</li>
        ))}
      </ul>
    </Notice>
  );
}
