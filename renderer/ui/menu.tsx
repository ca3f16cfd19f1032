/** A button that opens a short list of things to do. Arrow keys, Escape and a click elsewhere do what one expects. */
import { ChevronDown } from 'lucide-react';
import { type FocusEvent, type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Button } from './button.tsx';
import styles from './menu.module.css';

/** In pixels. The list is placed in the window, since what holds the button may cut off what stands out of it. */
const WIDTH = 250;
const GAP = 4;
const EDGE = 8;

interface MenuProps {
  readonly label: ReactNode;
  /** What a screen reader calls the button; its label when absent. */
  readonly name?: string;
  readonly look?: 'plain' | 'primary' | 'quiet';
  readonly items: readonly { readonly label: string; readonly hint?: string; run(): void }[];
  readonly disabled?: boolean;
}

export function Menu({ label, name, look = 'plain', items, disabled = false }: MenuProps) {
  const [open, setOpen] = useState(false);
  const [place, setPlace] = useState({ left: 0, top: 0 });
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (open) box.current?.querySelector<HTMLElement>('[role="menuitem"]')?.focus();
  }, [open]);

  const close = (): void => {
    setOpen(false);
    box.current?.querySelector<HTMLElement>('button')?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!open) return;
    if (event.key === 'Escape') {
      event.stopPropagation();
      return close();
    }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const all = [...(box.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
    const at = all.findIndex((item) => item.matches(':focus'));
    all[(at + step + all.length) % all.length]?.focus();
  };
  const onBlur = (event: FocusEvent): void => {
    if (!box.current?.contains(event.relatedTarget)) setOpen(false);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears what its button and items do not.
    <div ref={box} className={styles.box} onKeyDown={onKeyDown} onBlur={onBlur}>
      <Button
        look={look}
        {...(name === undefined ? {} : { 'aria-label': name })}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        disabled={disabled}
        onClick={(event) => {
          const { left, bottom } = event.currentTarget.getBoundingClientRect();
          setPlace({ left: Math.max(EDGE, Math.min(left, window.innerWidth - WIDTH - EDGE)), top: bottom + GAP });
          setOpen(!open);
        }}
      >
        {label} <ChevronDown size={14} aria-hidden />
      </Button>
      {open ? (
        <div
          className={styles.list}
          role="menu"
          id={id}
          style={{ ...place, width: WIDTH, maxHeight: `calc(100vh - ${place.top + EDGE}px)` }}
        >
          {items.map((item) => (
            <button
              key={`${item.label} ${item.hint ?? ''}`}
              type="button"
              role="menuitem"
              tabIndex={-1}
              className={styles.item}
              onClick={() => {
                close();
                item.run();
              }}
            >
              {item.label}
              {item.hint === undefined ? null : <small>{item.hint}</small>}
            </button>
          ))}
        </div>
      ) : null}
    </div>
  );
}
