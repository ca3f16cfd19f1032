/** Short news at the lower edge, with one thing to do about it (undo). They go by themselves; the keyboard reaches them. */
import { X } from 'lucide-react';
import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';
import { Button } from './button.tsx';
import styles from './toasts.module.css';

export interface Toast {
  readonly text: string;
  readonly action?: { readonly label: string; run(): void };
  readonly seconds?: number;
}

const DEFAULT_SECONDS = 6;
const ToastContext = createContext<(toast: Toast) => void>(() => undefined);

/** Shows a toast. */
export const useToast = () => useContext(ToastContext);

export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly (Toast & { readonly id: number })[]>([]);
  const remove = useCallback((id: number) => setToasts((all) => all.filter((toast) => toast.id !== id)), []);
  const show = useCallback(
    (toast: Toast) => {
      const id = performance.now();
      setToasts((all) => [...all, { ...toast, id }]);
      setTimeout(() => remove(id), (toast.seconds ?? DEFAULT_SECONDS) * 1000);
    },
    [remove],
  );
  return (
    <ToastContext value={show}>
      {children}
      <div className={styles.toasts} role="status" aria-live="polite">
        {toasts.map(({ id, text, action }) => (
          <div key={id} className={styles.toast}>
            <span>{text}</span>
            {action === undefined ? null : (
              <Button
                onClick={() => {
                  action.run();
                  remove(id);
                }}
              >
                {action.label}
              </Button>
            )}
            <Button look="quiet" aria-label="Dismiss" onClick={() => remove(id)}>
              <X size={16} aria-hidden />
            </Button>
          </div>
        ))}
      </div>
    </ToastContext>
  );
}
