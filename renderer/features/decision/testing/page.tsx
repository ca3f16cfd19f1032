/**
 * The screen alone on a page, answered from a scene: to look at it, for screenshots, to try it by hand. In the address: `scene`
 * (the scenes of the capacity, `waiting`, `error`, `none`).
 */
import { createRoot } from 'react-dom/client';
import { LiveRunProvider } from '../../../app/live-run.tsx';
import '../../../ui/base.css';
import { useRoute } from '../../../ui/route.ts';
import { Theme } from '../../../ui/theme.tsx';
import { ToastProvider } from '../../../ui/toasts.tsx';
import styles from '../../capacity/testing/page.module.css';
import { pageBridge } from '../../capacity/testing/page-bridge.ts';
import { scenes } from '../../capacity/testing/scenes.ts';
import { DecisionScreen } from '../decision-screen.tsx';

const scene = new URLSearchParams(location.search).get('scene') ?? 'usual';
const shown = scene === 'waiting' || scene === 'error' || scene === 'none' ? scene : scenes[scene]?.();
if (shown === undefined) throw new Error(`There is no scene ${scene}.`);
const notes: unknown[] = [];
Object.assign(window, { bench: pageBridge(shown, (note) => notes.push(note)), notes });

/** As wide as the app leaves it beside the way to the screens. */
function Page() {
  const route = useRoute();
  return (
    <main className={styles.screen}>
      <DecisionScreen of={route.screen === 'decision' ? route.of : null} />
    </main>
  );
}

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no root.');
createRoot(root).render(
  <Theme>
    <ToastProvider>
      <LiveRunProvider>
        <Page />
      </LiveRunProvider>
    </ToastProvider>
  </Theme>,
);
