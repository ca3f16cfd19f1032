/**
 * The screen alone on a page, answered from a scene: to look at it, for screenshots, to try it by hand. In the address: `scene`
 * (the scenes of the capacity, `waiting`, `error`, `none`).
 */
import { mountScreen } from '../../../app/testing/screen-page.tsx';
import { useRoute } from '../../../ui/route.ts';
import { pageBridge } from '../../capacity/testing/page-bridge.ts';
import { scenes } from '../../capacity/testing/scenes.ts';
import { DecisionScreen } from '../decision-screen.tsx';

const scene = new URLSearchParams(location.search).get('scene') ?? 'usual';
const shown = scene === 'waiting' || scene === 'error' || scene === 'none' ? scene : scenes[scene]?.();
if (shown === undefined) throw new Error(`There is no scene ${scene}.`);
const notes: unknown[] = [];
Object.assign(window, { bench: pageBridge(shown, (note) => notes.push(note)), notes });

mountScreen(() => {
  const route = useRoute();
  return <DecisionScreen of={route.screen === 'decision' ? route.of : null} />;
});
