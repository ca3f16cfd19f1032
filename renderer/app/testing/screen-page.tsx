/** One screen alone on a page, as wide as the app leaves it beside the way to the screens; `window.bench` answers it. */
import type { ReactElement } from 'react';
import { createRoot } from 'react-dom/client';
import '../../ui/base.css';
import { Theme } from '../../ui/theme.tsx';
import { ToastProvider } from '../../ui/toasts.tsx';
import { LiveRunProvider } from '../live-run.tsx';
import styles from './screen-page.module.css';

/** @param Screen is rendered where the app would have it */
export function mountScreen(Screen: () => ReactElement): void {
  const root = document.getElementById('root');
  if (root === null) throw new Error('The page has no root.');
  createRoot(root).render(
    <Theme>
      <ToastProvider>
        <LiveRunProvider>
          <main className={styles.screen}>
            <Screen />
          </main>
        </LiveRunProvider>
      </ToastProvider>
    </Theme>,
  );
}
