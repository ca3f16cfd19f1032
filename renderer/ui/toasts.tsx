/**
 * Short news at the lower edge, with one thing to do about it (undo). They go by themselves, but not while the pointer or the
 * keyboard is on them.
 */
import { X } from 'lucide-react';
import { createContext, type FocusEvent, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react';
import { Button } from './button.tsx';
import { Countdown } from './countdown.ts';
import styles from './toasts.module.css';

export interface Toast {
  readonly text: string;
  readonly action?: { readonly label: string; run(): void };
  readonly seconds?: number;
  /** After these the action can do nothing any more, and it goes even when it is looked at. */
  readonly atMostSeconds?: number;
}

type ShownToast = Toast & { readonly id: number };

const DEFAULT_SECONDS = 6;
/** What can be acted on is to be reached first. */
const ACTION_SECONDS = 12;
const ToastContext = createContext<(toast: Toast) => void>(() => undefined);

/** Shows a toast. */
export const useToast = () => useContext(ToastContext);

/** Those on the screen, the newest last. */
const boxes: HTMLElement[] = [];

export const isNewsShown = (): boolean => boxes.length > 0;

/** For the keyboard: news stand last in the order of the Tab key, and would be gone before one is there. */
export const focusNews = (): void => boxes.at(-1)?.querySelector('button')?.focus();

export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly ShownToast[]>([]);
  const remove = useCallback((id: number) => setToasts((all) => all.filter((toast) => toast.id !== id)), []);
  const show = useCallback((toast: Toast) => setToasts((all) => [...all, { ...toast, id: performance.now() }]), []);
  return (
    <ToastContext value={show}>
      {children}
      <div className={styles.toasts} role="status" aria-live="polite">
        {toasts.map((toast) => (
          <ToastBox key={toast.id} toast={toast} onGone={remove} />
        ))}
      </div>
    </ToastContext>
  );
}

function ToastBox({ toast, onGone }: { readonly toast: ShownToast; onGone(id: number): void }) {
  const { id, text, action, seconds = action === undefined ? DEFAULT_SECONDS : ACTION_SECONDS, atMostSeconds } = toast;
  const [isOver, setOver] = useState(false);
  const [hasFocus, setFocus] = useState(false);
  const isHeld = isOver || hasFocus;
  const box = useRef<HTMLDivElement>(null);
  const cameFrom = useRef<EventTarget | null>(null);
  const [countdown] = useState(() => new Countdown(seconds, () => onGone(id)));
  useEffect(() => {
    if (isHeld) return;
    countdown.run();
    return () => countdown.hold();
  }, [countdown, isHeld]);
  useEffect(() => {
    const shown = box.current;
    if (shown === null) return;
    boxes.push(shown);
    return () => void boxes.splice(boxes.indexOf(shown), 1);
  }, []);
  useEffect(() => {
    if (atMostSeconds === undefined) return;
    const timer = setTimeout(() => onGone(id), atMostSeconds * 1000);
    return () => clearTimeout(timer);
  }, [atMostSeconds, onGone, id]);

  const onFocus = ({ currentTarget, relatedTarget }: FocusEvent): void => {
    if (!currentTarget.contains(relatedTarget)) cameFrom.current = relatedTarget;
    setFocus(true);
  };
  /** Who came by the keyboard goes on where he was. */
  const leave = (): void => {
    if (cameFrom.current instanceof HTMLElement && cameFrom.current.isConnected) cameFrom.current.focus();
    onGone(id);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: nothing is done with it; it stays while it is looked at.
    <div
      ref={box}
      className={styles.toast}
      onPointerEnter={() => setOver(true)}
      onPointerLeave={() => setOver(false)}
      onFocus={onFocus}
      onBlur={({ currentTarget, relatedTarget }) => setFocus(currentTarget.contains(relatedTarget))}
    >
      <span>{text}</span>
      {action === undefined ? null : (
        <Button
          onClick={() => {
            action.run();
            leave();
          }}
        >
          {action.label}
        </Button>
      )}
      <Button look="quiet" aria-label="Dismiss" onClick={leave}>
        <X size={16} aria-hidden />
      </Button>
    </div>
  );
}
