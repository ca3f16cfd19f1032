/** Search for a screen, an action or a run by some of its letters; arrow keys choose, Enter does it, Escape goes back. */
import { Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { Dialog } from '../ui/dialog.tsx';
import { plural } from '../ui/format.ts';
import { KeyCaps } from '../ui/key-caps.tsx';
import { overlays } from '../ui/overlays.ts';
import type { Route } from '../ui/route.ts';
import { useToast } from '../ui/toasts.tsx';
import { useTellError } from '../ui/use-tell-error.ts';
import styles from './command-palette.module.css';
import { commands } from './commands.ts';
import { liveRuns } from './live-run.tsx';
import { MOST_FOUND, type PaletteItem, paletteItems } from './palette-items.ts';
import { usePaletteRuns } from './use-palette-runs.ts';

export function CommandPalette({ route }: { readonly route: Route }) {
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const runs = usePaletteRuns(typed);
  const tell = useToast();
  const tellError = useTellError();
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const items = useMemo(
    () => paletteItems(commands, { route, live: liveRuns.get(), runs, tell }, typed),
    [route, runs, tell, typed],
  );
  const current = Math.min(at, items.length - 1);
  useEffect(() => {
    list.current?.querySelector(`[data-at="${current}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  const act = async (item: PaletteItem | undefined): Promise<void> => {
    if (item === undefined) return;
    // Closed first: it may open something itself.
    overlays.close();
    try {
      await item.run();
    } catch (thrown) {
      tellError(thrown);
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const last = items.length - 1;
    const targets: Partial<Record<string, number>> = {
      ArrowDown: current >= last ? 0 : current + 1,
      ArrowUp: current <= 0 ? last : current - 1,
      PageDown: Math.min(last, current + 10),
      PageUp: Math.max(0, current - 10),
    };
    const target = targets[event.key];
    if (target !== undefined) setAt(target);
    else if (event.key === 'Enter') void act(items[current]);
    else return;
    event.preventDefault();
  };

  return (
    <Dialog title="Command palette" onClose={overlays.close} look="bare">
      <div className={styles.field}>
        <Search size={18} aria-hidden />
        <input
          className={styles.input}
          type="text"
          role="combobox"
          aria-label="Search for a screen, an action or a run"
          aria-expanded
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={items[current] === undefined ? undefined : `${id}-${current}`}
          placeholder="A screen, an action, a run"
          spellCheck={false}
          autoComplete="off"
          value={typed}
          onChange={({ target }) => {
            setTyped(target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div ref={list} className={styles.list} role="listbox" id={`${id}-list`} aria-label="Commands">
        {items.map((item, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field, which keeps the focus.
          <div
            key={item.id}
            id={`${id}-${index}`}
            data-at={index}
            role="option"
            tabIndex={-1}
            aria-selected={index === current}
            className={styles.item}
            onPointerMove={() => setAt(index)}
            onClick={() => void act(item)}
          >
            <span className={styles.title}>{item.title}</span>
            <span className={styles.kind}>{item.kind}</span>
            <KeyCaps keys={item.keys} />
          </div>
        ))}
      </div>
      <p className={styles.count} role="status">
        {countSentence(items.length, typed)}
      </p>
    </Dialog>
  );
}

function countSentence(found: number, typed: string): string {
  if (found === 0) return `Nothing fits “${typed}”. Screens, actions and runs are searched.`;
  return found === MOST_FOUND ? `The ${MOST_FOUND} that fit best` : plural(found, 'entry', 'entries');
}
