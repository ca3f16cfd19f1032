/** A menu of the forms that something can be written in; while it is written, how far it is, and a button that stops it. */
import { type ReactNode, useSyncExternalStore } from 'react';
import type { WrittenKind } from '../../pipeline/contract/app-calls.ts';
import { ask } from './bridge.ts';
import { Button } from './button.tsx';
import { sentenceOf } from './error-words.ts';
import { Menu } from './menu.tsx';
import { useToast } from './toasts.tsx';
import { useSaved } from './use-saved.ts';
import { useTellError } from './use-tell-error.ts';
import styles from './writing.module.css';
import { WritingStore } from './writing-store.ts';

export const writings = new WritingStore((of) => ask('file.cancel', { of }));

const SECONDS_TO_TRY_AGAIN = 20;

/** What stands on the button that stops it, and what is said when it was. */
const words: Readonly<Record<WrittenKind, { readonly cancel: string; readonly cancelled: string }>> = {
  trace: { cancel: 'Cancel export', cancelled: 'The export was cancelled; nothing was written.' },
  measurements: { cancel: 'Cancel export', cancelled: 'The export was cancelled; nothing was written.' },
  report: { cancel: 'Cancel report', cancelled: 'The report was cancelled; nothing was written.' },
};

interface WriteMenuProps {
  readonly of: WrittenKind;
  readonly label: ReactNode;
  readonly look?: 'plain' | 'primary';
  readonly items: readonly { readonly label: string; readonly hint: string; ask(): Promise<{ file: string } | null> }[];
}

export function WriteMenu({ of, label, look = 'plain', items }: WriteMenuProps) {
  const writing = useSyncExternalStore(writings.subscribe, () => writings.get(of));
  const toast = useToast();
  const tellError = useTellError();
  const saved = useSaved();
  const write = async (form: string, make: () => Promise<{ file: string } | null>): Promise<void> => {
    const end = await writings.write(of, form, make);
    if (end.end === 'written') saved(end.file);
    if (end.end === 'cancelled') toast({ text: words[of].cancelled });
    if (end.end === 'failed') {
      toast({
        text: sentenceOf(end.error),
        seconds: SECONDS_TO_TRY_AGAIN,
        action: { label: 'Try again', run: () => void write(form, make) },
      });
    }
  };
  if (writing !== null && writing.phase !== 'choosing') {
    return (
      <span className={styles.writing}>
        <span role="status">Writing {writing.label} …</span>
        {writing.total === 0 ? null : (
          <progress aria-label={`${writing.label} written`} value={writing.done} max={writing.total} />
        )}
        <Button
          disabled={writing.phase === 'stopping'}
          onClick={() => {
            writings.cancel(of).catch(tellError);
          }}
        >
          {words[of].cancel}
        </Button>
      </span>
    );
  }
  return (
    <Menu
      look={look}
      disabled={writing !== null}
      label={label}
      items={items.map((item) => ({ label: item.label, hint: item.hint, run: () => void write(item.label, item.ask) }))}
    />
  );
}
