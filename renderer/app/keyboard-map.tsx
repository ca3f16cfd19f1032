/** All keys of the app, on one sheet. */
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { KeyTable } from '../ui/key-table.tsx';
import { overlays } from '../ui/overlays.ts';
import { keyGroups } from './key-groups.ts';
import styles from './keyboard-map.module.css';

export function KeyboardMap() {
  return (
    <Dialog title="Keyboard map" onClose={overlays.close} look="wide">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
      <section className={styles.groups} aria-label="Keys" tabIndex={0}>
        <div className={styles.columns}>
          {keyGroups.map((group) => (
            <KeyTable key={group.title} group={group} />
          ))}
        </div>
      </section>
      <div className={styles.foot}>
        <p>Tab and Shift+Tab go through everything on a screen, Enter and Space press it, Esc closes what lies over it.</p>
        <Button look="primary" onClick={overlays.close}>
          Close
        </Button>
      </div>
    </Dialog>
  );
}
