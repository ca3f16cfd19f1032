/**
 * A sentence that matters: what is wrong and what to do, what is uncertain, what went well.
 */
import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { nextStepOf, sentenceOf, type TellableError } from './error-words.ts';
import { LinkButton } from './link-button.tsx';
import styles from './notice.module.css';
import { hrefOf, useRoute } from './route.ts';

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

/** An error's sentence, its code in small for whoever looks it up, and the way to the next step where that is elsewhere. */
export function ErrorNotice({ error, actions }: { readonly error: TellableError; readonly actions?: ReactNode }) {
  const step = nextStepOf(error, useRoute().screen);
  return (
    <Notice
      tone="bad"
      actions={
        step === null ? (
          actions
        ) : (
          <>
            <LinkButton href={hrefOf(step.to)}>{step.label}</LinkButton>
            {actions}
          </>
        )
      }
    >
      {sentenceOf(error)} <code className={styles.code}>{error.code}</code>
    </Notice>
  );
}
