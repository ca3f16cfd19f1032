/** A question in front of everything. The browser's own dialog keeps the focus inside, and Escape closes it. */
import { type ReactNode, useEffect, useId, useRef } from 'react';
import styles from './dialog.module.css';

interface DialogProps {
  readonly title: string;
  onClose(): void;
  /** `bare`: without padding, its title only heard; `wide`: for what is read and not filled in. */
  readonly look?: 'plain' | 'bare' | 'wide';
  readonly children: ReactNode;
}

export function Dialog({ title, onClose, look = 'plain', children }: DialogProps) {
  const box = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = box.current;
    const opener = document.activeElement;
    dialog?.showModal();
    return () => {
      dialog?.close();
      // The browser gives the focus back itself, but not when the dialog is taken out before it has.
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  return (
    <dialog
      ref={box}
      className={`${styles.dialog} ${styles[look]}`}
      // What is only searched is left by a click beside it; what is filled in is not.
      closedby={look === 'bare' ? 'any' : 'closerequest'}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <h2 id={id}>{title}</h2>
      {children}
    </dialog>
  );
}
