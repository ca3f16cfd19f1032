/**
 * The help of the screen at hand, beside it: it stays while one works on, and follows from screen to screen. Escape in it closes it
 * and gives the focus back.
 */
import { X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { helpOf } from '../help/help-of.ts';
import { Button } from '../ui/button.tsx';
import { HELP_PANEL } from '../ui/help-button.tsx';
import { KeyTable } from '../ui/key-table.tsx';
import { overlays } from '../ui/overlays.ts';
import type { Route } from '../ui/route.ts';
import styles from './help-panel.module.css';
import { keyGroupsOf, windowKeys } from './key-groups.ts';

export function HelpPanel({ screen }: { readonly screen: Route['screen'] }) {
  const { title, answers, reading, limits } = helpOf[screen];
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const opener = document.activeElement;
    heading.current?.focus({ preventScroll: true });
    return () => {
      // Only where the focus would be lost: who went on working elsewhere stays there.
      if (document.activeElement !== document.body && document.activeElement !== null) return;
      const back = opener instanceof HTMLElement && opener.isConnected && opener !== document.body ? opener : null;
      (back ?? document.querySelector<HTMLElement>(`button[aria-label="Help for this screen"]`))?.focus();
    };
  }, []);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    overlays.closeHelp();
  };
  return (
    <aside id={HELP_PANEL} className={styles.panel} aria-labelledby={`${HELP_PANEL}-title`} onKeyDown={onKeyDown}>
      <header className={styles.head}>
        <h2 ref={heading} id={`${HELP_PANEL}-title`} tabIndex={-1}>
          Help: {title}
        </h2>
        <Button look="quiet" aria-label="Close the help" title="Close (Esc)" onClick={overlays.closeHelp}>
          <X size={16} aria-hidden />
        </Button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
      <section className={styles.text} aria-label="Text of the help" tabIndex={0}>
        <p className={styles.answers}>{answers}</p>
        <h3>How to read it</h3>
        <dl className={styles.reading}>
          {reading.map(({ what, how }) => (
            <div key={what}>
              <dt>{what}</dt>
              <dd>{how}</dd>
            </div>
          ))}
        </dl>
        <h3>What the numbers do not say</h3>
        <ul className={styles.limits}>
          {limits.map((limit) => (
            <li key={limit}>{limit}</li>
          ))}
        </ul>
        <h3>Keys</h3>
        {[...keyGroupsOf(screen), windowKeys].map((group) => (
          <KeyTable key={group.title} group={group} />
        ))}
      </section>
    </aside>
  );
}
