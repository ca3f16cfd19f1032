/**
 * The screen alone on a page, answered from a scene: to look at it, for screenshots, to try it by hand. In the address: `scene`
 * (`scenes.ts`, `waiting`, `error`) or `fetch`, the address of a comparison's JSON; `tab`, or after `#` the tab as in the app.
 */
import { comparisonSchema } from '../../../../pipeline/contract/comparison.ts';
import { mountScreen } from '../../../app/testing/screen-page.tsx';
import { go, useRoute } from '../../../ui/route.ts';
import { ComparisonScreen } from '../comparison-screen.tsx';
import { pageBridge } from './page-bridge.ts';
import { SAMPLE_RUN } from './sample-comparison.ts';
import { scenes } from './scenes.ts';

const asked = new URLSearchParams(location.search);
const scene = asked.get('scene') ?? 'two';
const notes: unknown[] = [];
const address = asked.get('fetch');
const fetched = address === null ? null : comparisonSchema.parse(await (await fetch(address)).json());
const shown = fetched ?? (scene === 'waiting' || scene === 'error' ? scene : scenes[scene]?.());
if (shown === undefined) throw new Error(`There is no scene ${scene}.`);
Object.assign(window, { bench: pageBridge(shown, (note) => notes.push(note)), notes });

const of = { run: SAMPLE_RUN };
const tab = asked.get('tab');
if (tab !== null && location.hash === '') go({ screen: 'comparison', of, tab });

mountScreen(() => {
  const route = useRoute();
  return <ComparisonScreen of={of} tab={route.screen === 'comparison' ? route.tab : null} />;
});
