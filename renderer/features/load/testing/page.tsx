/**
 * The screen alone on a page, answered from a scene: to look at it, for screenshots, to try it by hand. In the address: `scene`
 * (`scenes.ts`, `waiting`, `error`).
 */
import { mountScreen } from '../../../app/testing/screen-page.tsx';
import { useRoute } from '../../../ui/route.ts';
import { LoadScreen } from '../load-screen.tsx';
import { pageBridge } from './page-bridge.ts';
import { type Scene, scenes } from './scenes.ts';

const name = new URLSearchParams(location.search).get('scene') ?? 'usual';
const shown: Scene | 'waiting' | 'error' | undefined = name === 'waiting' || name === 'error' ? name : scenes[name]?.();
if (shown === undefined) throw new Error(`There is no scene ${name}.`);
Object.assign(window, { bench: pageBridge(shown) });
if (typeof shown === 'string' || !shown.isWatched) location.hash = '#/load/00000000-0000-4000-8000-000000000001';

mountScreen(() => {
  const route = useRoute();
  return <LoadScreen run={route.screen === 'load' ? route.run : null} />;
});
