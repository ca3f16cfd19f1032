/** Opens the help of the screen whose heading it stands beside. */
import { CircleHelp } from 'lucide-react';
import styles from './help-button.module.css';
import { overlays, useOverlays } from './overlays.ts';

export const HELP_PANEL = 'screen-help';

export function HelpButton() {
  const { isHelpOpen } = useOverlays();
  return (
    <button
      type="button"
      className={styles.button}
      aria-label="Help for this screen"
      title="Help for this screen (F1)"
      aria-expanded={isHelpOpen}
      aria-controls={isHelpOpen ? HELP_PANEL : undefined}
      onClick={overlays.toggleHelp}
    >
      <CircleHelp size={16} aria-hidden />
    </button>
  );
}
