/**
 * Tabs over one panel. Arrow keys go from tab to tab; only the chosen one is in the order of the Tab key.
 *
 *     <Tabs name="Parts of the run" tabs={tabs} chosen={tab} onChoose={…}>…the chosen panel…</Tabs>
 */
import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';
import { tabAfter } from './tab-keys.ts';
import styles from './tabs.module.css';

interface TabsProps<Key extends string> {
  readonly name: string;
  readonly tabs: readonly { readonly key: Key; readonly label: string }[];
  readonly chosen: Key;
  onChoose(key: NoInfer<Key>): void;
  readonly children: ReactNode;
}

export function Tabs<Key extends string>({ name, tabs, chosen, onChoose, children }: TabsProps<Key>) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = tabs.findIndex(({ key }) => key === chosen);
    const target = tabAfter(event.key, at, tabs.length);
    const next = target === null ? undefined : tabs[target];
    if (next === undefined) return;
    event.preventDefault();
    onChoose(next.key);
    list.current?.querySelector<HTMLElement>(`[data-tab="${next.key}"]`)?.focus();
  };
  return (
    <>
      <div ref={list} className={styles.list} role="tablist" aria-label={name} onKeyDown={onKeyDown}>
        {tabs.map(({ key, label }) => (
          <button
            key={key}
            type="button"
            role="tab"
            id={`${id}-${key}`}
            data-tab={key}
            className={styles.tab}
            aria-selected={key === chosen}
            aria-controls={`${id}-panel`}
            tabIndex={key === chosen ? 0 : -1}
            onClick={() => onChoose(key)}
          >
            {label}
          </button>
        ))}
      </div>
      <div className={styles.panel} role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${chosen}`}>
        {children}
      </div>
    </>
  );
}
