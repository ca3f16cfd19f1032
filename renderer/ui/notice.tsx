/**
 * A sentence that matters: what is wrong and what to do, what is uncertain, what went well.
 */
import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { BenchError } from '../../pipeline/contract/errors.ts';
import styles from './notice.module.css';

export type Tone = 'bad' | 'warn' | 'good' | 'plain';
const signs = { bad: CircleAlert, warn: TriangleAlert, good: CircleCheck, plain: Info };

interface NoticeProps {
  readonly tone: Tone;
  readonly children: ReactNode;
  /** Buttons that do what the sentence says. */
  readonly actions?: ReactNode;
}

export function Notice({ tone, children, actions }: NoticeProps) {
  const Sign = signs[tone];
  return (
    <div className={`${styles.notice} ${styles[tone]}`} role={tone === 'bad' ? 'alert' : 'status'}>
      <Sign size={18} aria-hidden className={styles.sign} />
      <div className={styles.words}>{children}</div>
      {actions}
    </div>
  );
}

/** An error's sentence, and its code in small for whoever looks it up. */
export function ErrorNotice({
  error,
  actions,
}: {
  readonly error: Pick<BenchError, 'code' | 'message'>;
  readonly actions?: ReactNode;
}) {
  return (
    <Notice tone="bad" actions={actions}>
      {error.message} <code className={styles.code}>{error.code}</code>
    </Notice>
  );
}
