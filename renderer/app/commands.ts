/**
 * Everything one can do from anywhere, once: the command palette lists it, the keyboard map prints its keys, and the window binds
 * them. A new command is one more line in one of the lists.
 *
 *     { id: 'theme.dark', group: 'Window', title: 'Dark theme', keywords: 'night', run: () => themeWish.choose('dark') },
 */
import type { LiveRun } from '../../pipeline/contract/live-run.ts';
import type { RunListItem } from '../../pipeline/contract/run.ts';
import { type MainScreen, mainScreens } from '../../pipeline/contract/screens.ts';
import { compareDraft } from '../features/compare/use-compare-draft.ts';
import { latestMeasured } from '../features/guide/guide-steps.ts';
import { guideStore } from '../features/guide/use-guide.ts';
import { canUseSamples } from '../features/run/run-draft.ts';
import { runDraft } from '../features/run/use-run-draft.ts';
import { canResume, isComparison, screenOf } from '../features/runs/run-figures.ts';
import { ask } from '../ui/bridge.ts';
import { overlays } from '../ui/overlays.ts';
import { go, type Route, routeOfKind } from '../ui/route.ts';
import { focusNews, isNewsShown, type Toast } from '../ui/toasts.tsx';
import { liveRuns } from './live-run.tsx';
import { themeWish } from './theme-wish.ts';

/** What a command may depend on. */
export interface CommandContext {
  readonly route: Route;
  /** The run at hand; null when none was begun since the app started. */
  readonly live: LiveRun | null;
  /** The newest first; none before they are read. */
  readonly runs: readonly RunListItem[];
  readonly tell: (toast: Toast) => void;
}

export interface Command {
  /** Stable, `noun.verb`. */
  readonly id: string;
  readonly group: 'Go to' | 'Measure' | 'Runs' | 'Window' | 'Help';
  readonly title: string;
  /** Other words that somebody may search for. */
  readonly keywords?: string;
  /** As in `ui/keys.ts`; bound on every screen. */
  readonly keys?: readonly string[];
  /** Always, unless it says otherwise. */
  available?(context: CommandContext): boolean;
  /** What it throws is told in a toast. */
  run(context: CommandContext): void | Promise<void>;
}

const isIdle = ({ live }: CommandContext): boolean => live === null || live.phase === 'ended';
/** To make something new there, or to look at what is latest. */
export const toScreen = (screen: MainScreen): Route => {
  if (screen === 'load') return { screen, run: null };
  return screen === 'capacity' || screen === 'decision' ? { screen, of: null } : { screen };
};

const screenWords: Readonly<Record<MainScreen, string>> = {
  run: 'measure documents settings start',
  runs: 'history list all results',
  compare: 'side by side setting preset sweep a/b',
  load: 'users uploads gateway breaking point stress',
  capacity: 'projection budget cpu-hours month break-even volume',
  decision: 'go no-go adjust report policy verdict pdf',
  export: 'postgres push database production',
  environment: 'machine engines noise versions doctor',
};

const goTo: readonly Command[] = mainScreens.map(({ screen, label, digit }) => ({
  id: `${screen}.open`,
  group: 'Go to',
  title: label,
  keywords: screenWords[screen],
  keys: [`mod+${digit}`],
  run: () => go(toScreen(screen)),
}));

/** On the Run screen, where the choice shows; while a run is watched there, it is told. */
const chosen =
  (choose: () => Promise<string | null>) =>
  async ({ tell }: CommandContext): Promise<void> => {
    go({ screen: 'run' });
    liveRuns.putAside();
    const what = await choose();
    if (what !== null && liveRuns.isGoingOn()) tell({ text: `Chosen for the next run: ${what}` });
  };

const measure: readonly Command[] = [
  {
    id: 'baseline.measure',
    group: 'Measure',
    title: 'Measure the baseline: 10 sample documents',
    keywords: 'run start sample first',
    available: isIdle,
    run: () => {
      go({ screen: 'run' });
      return runDraft.measureBaseline();
    },
  },
  {
    id: 'run.new',
    group: 'Measure',
    title: 'New run',
    keywords: 'measure documents',
    available: isIdle,
    run: chosen(async () => null),
  },
  {
    id: 'folder.choose',
    group: 'Measure',
    title: 'Choose a folder of documents…',
    keywords: 'open scans directory',
    keys: ['mod+o'],
    run: chosen(() => runDraft.chooseByDialog('folder')),
  },
  {
    id: 'file.choose',
    group: 'Measure',
    title: 'Choose one document…',
    keywords: 'open scan file image',
    run: chosen(() => runDraft.chooseByDialog('file')),
  },
  {
    id: 'samples.choose',
    group: 'Measure',
    title: 'Use the sample documents',
    keywords: 'generated fixtures test mixed',
    available: (context) => canUseSamples(runDraft.get(), !isIdle(context)),
    run: chosen(async () => {
      await runDraft.chooseSamples('mixed');
      return 'the sample documents';
    }),
  },
  {
    id: 'run.reset',
    group: 'Measure',
    title: 'Set all settings of the run to their defaults',
    keywords: 'reset settings',
    available: () => Object.keys(runDraft.get().settings).length > 0,
    run: ({ tell }) => {
      go({ screen: 'run' });
      const undo = runDraft.resetSettings();
      tell({ text: 'All settings of the run are at their defaults.', action: { label: 'Undo', run: undo } });
    },
  },
  {
    id: 'compare.same',
    group: 'Measure',
    title: 'Compare a setting with itself: how steady is this machine',
    keywords: 'noise a/a same floor',
    available: isIdle,
    run: () => {
      compareDraft.chooseWay('same');
      go({ screen: 'compare' });
    },
  },
  {
    id: 'live.watch',
    group: 'Measure',
    title: 'Watch what is measured now',
    keywords: 'live progress',
    available: (context) => !isIdle(context),
    run: ({ live }) => go(routeOfKind(live?.kind ?? 'run')),
  },
  {
    id: 'live.cancel',
    group: 'Measure',
    title: 'Cancel what is measured now',
    keywords: 'stop abort',
    available: (context) => !isIdle(context) && context.live?.phase !== 'stopping',
    run: async () => void (await ask('run.cancel', {})),
  },
];

const runs: readonly Command[] = [
  {
    id: 'latest.open',
    group: 'Runs',
    title: 'Open the latest run',
    keywords: 'last newest result',
    available: ({ runs: [first] }) => first !== undefined,
    run: ({ runs: [first] }) => {
      if (first !== undefined) go(screenOf(first));
    },
  },
  {
    id: 'latest.flame',
    group: 'Runs',
    title: 'Flame chart of the latest run',
    keywords: 'timeline stages where time goes',
    available: (context) => latestMeasured(context.runs) !== null,
    run: (context) => {
      const latest = latestMeasured(context.runs);
      if (latest !== null) go({ screen: 'run-detail', run: latest.id, tab: 'flame' });
    },
  },
  {
    id: 'baseline.open',
    group: 'Runs',
    title: 'Open the pinned baseline',
    keywords: 'reference',
    available: (context) => context.runs.some(({ pinned }) => pinned),
    run: (context) => {
      const pinned = context.runs.find((run) => run.pinned);
      if (pinned !== undefined) go(screenOf(pinned));
    },
  },
  {
    id: 'unfinished.resume',
    group: 'Runs',
    title: 'Resume the latest run that was stopped',
    keywords: 'go on interrupted cancelled',
    available: (context) => isIdle(context) && context.runs.some(canResume),
    run: async (context) => {
      const stopped = context.runs.find(canResume);
      if (stopped === undefined) return;
      await ask('run.resume', { run: stopped.id });
      // What is left of a load test is read as in any other run.
      go({ screen: isComparison(stopped) ? 'compare' : 'run' });
    },
  },
];

const windowCommands: readonly Command[] = [
  {
    id: 'theme.light',
    group: 'Window',
    title: 'Light theme',
    keywords: 'colours day',
    run: () => themeWish.choose('light'),
  },
  {
    id: 'theme.dark',
    group: 'Window',
    title: 'Dark theme',
    keywords: 'colours night',
    run: () => themeWish.choose('dark'),
  },
  {
    id: 'theme.system',
    group: 'Window',
    title: 'Theme as the system',
    keywords: 'colours',
    run: () => themeWish.choose('system'),
  },
  {
    id: 'news.focus',
    group: 'Window',
    title: 'Go to the news at the lower edge, such as Undo',
    keywords: 'toast message bring back',
    keys: ['F6'],
    available: isNewsShown,
    // The palette gives the focus back first.
    run: () => void setTimeout(focusNews),
  },
];

const help: readonly Command[] = [
  {
    id: 'palette.open',
    group: 'Help',
    title: 'Command palette',
    keys: ['mod+k'],
    run: () => overlays.show('palette'),
  },
  {
    id: 'help.toggle',
    group: 'Help',
    title: 'Help for this screen',
    keywords: 'explain manual how to read',
    keys: ['F1'],
    run: overlays.toggleHelp,
  },
  {
    id: 'keys.open',
    group: 'Help',
    title: 'Keyboard map',
    keywords: 'shortcuts keys',
    keys: ['?'],
    run: () => overlays.show('keys'),
  },
  {
    id: 'first-steps.show',
    group: 'Help',
    title: 'First steps',
    keywords: 'tour guide getting started checklist',
    available: () => guideStore.get().guide.dismissed,
    run: () => guideStore.bringBack(),
  },
  {
    id: 'log.open',
    group: 'Help',
    title: 'Open log',
    keywords: 'errors what happened file',
    run: async () => void (await ask('log.open', {})),
  },
  {
    id: 'log.show',
    group: 'Help',
    title: 'Show log folder',
    run: async () => void (await ask('log.show', {})),
  },
  {
    id: 'diagnostics.copy',
    group: 'Help',
    title: 'Copy diagnostics',
    keywords: 'versions machine report bug',
    run: async () => void (await ask('diagnostics.copy', {})),
  },
];

export const commands: readonly Command[] = [...goTo, ...measure, ...runs, ...windowCommands, ...help];

export const isAvailable = (command: Command, context: CommandContext): boolean => command.available?.(context) ?? true;
