/**
 * The window: the way to the screens on the left, the screen on the right, and what concerns all of them on top.
 */
import {
  Activity,
  Command as CommandSign,
  DatabaseZap,
  Gauge,
  Gavel,
  History,
  type LucideIcon,
  MonitorCog,
  Moon,
  Play,
  Scale,
  Sun,
  SunMoon,
  Waves,
} from 'lucide-react';
import { useEffect, useState } from 'react';
import type { AppEvent, Theme as ThemeWish } from '../../pipeline/contract/app-calls.ts';
import { BenchError } from '../../pipeline/contract/errors.ts';
import type { LiveRun } from '../../pipeline/contract/live-run.ts';
import { type MainScreen, mainScreens } from '../../pipeline/contract/screens.ts';
import { CapacityScreen } from '../features/capacity/capacity-screen.tsx';
import { CompareScreen } from '../features/compare/compare-screen.tsx';
import { ComparisonScreen } from '../features/comparison/comparison-screen.tsx';
import { DecisionScreen } from '../features/decision/decision-screen.tsx';
import { DocumentScreen } from '../features/document/document-screen.tsx';
import { EnvironmentScreen } from '../features/environment/environment-screen.tsx';
import { ExportScreen } from '../features/export/export-screen.tsx';
import { exportStore } from '../features/export/use-export.ts';
import { FirstSteps } from '../features/guide/first-steps.tsx';
import { guideStore } from '../features/guide/use-guide.ts';
import { LoadScreen } from '../features/load/load-screen.tsx';
import { RunScreen } from '../features/run/run-screen.tsx';
import { runDraft } from '../features/run/use-run-draft.ts';
import { RunDetailScreen } from '../features/run-detail/run-detail-screen.tsx';
import { RunsScreen } from '../features/runs/runs-screen.tsx';
import { useAppEvent, useAsk } from '../ui/bridge.ts';
import { Button } from '../ui/button.tsx';
import { plural } from '../ui/format.ts';
import { keyName } from '../ui/keys.ts';
import { ErrorNotice, Notice } from '../ui/notice.tsx';
import { isDialogOpen } from '../ui/open-dialog.ts';
import { overlays, useOverlays } from '../ui/overlays.ts';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { go, hrefOf, parseRoute, type Route, routeOfKind, routeOfResult, useRoute } from '../ui/route.ts';
import { ToastProvider, useToast } from '../ui/toasts.tsx';
import { useTellError } from '../ui/use-tell-error.ts';
import { writings } from '../ui/writing.tsx';
import styles from './app.module.css';
import { CommandPalette } from './command-palette.tsx';
import { toScreen } from './commands.ts';
import { HelpPanel } from './help-panel.tsx';
import { KeyboardMap } from './keyboard-map.tsx';
import { LiveRunProvider, liveRuns, useLivePart } from './live-run.tsx';
import { ScreenBoundary } from './screen-boundary.tsx';
import { themeWish, useThemeWish } from './theme-wish.ts';
import { useWindowKeys } from './use-window-keys.ts';

const signs: Readonly<Record<MainScreen, LucideIcon>> = {
  run: Play,
  runs: History,
  compare: Scale,
  load: Waves,
  capacity: Gauge,
  decision: Gavel,
  export: DatabaseZap,
  environment: MonitorCog,
};
/** Screens that one comes to from another belong to it. */
const belongsTo: Readonly<Partial<Record<Route['screen'], MainScreen>>> = {
  'run-detail': 'runs',
  document: 'runs',
  comparison: 'compare',
};

export function App() {
  return (
    <ToastProvider>
      <LiveRunProvider>
        <Frame />
      </LiveRunProvider>
    </ToastProvider>
  );
}

function Frame() {
  const route = useRoute();
  const toast = useToast();
  const tellError = useTellError();
  const isToldByRun = useLivePart((live) => live.error !== null && isShownOn(route, live)) === true;
  const [death, setDeath] = useState<Extract<AppEvent, { event: 'process_died' }> | null>(null);
  useAppEvent((event) => {
    // Here and not in the screen, which may not be there to hear it.
    runDraft.hear(event);
    exportStore.hear(event);
    writings.hear(event);
    if (event.event === 'failed') tellError(BenchError.from(event.error));
    if (event.event === 'process_died') setDeath(event);
    // What follows a death is a fresh process; once a run goes on in it, the news is old.
    if (event.event === 'live' && event.live.phase !== 'ended') setDeath(null);
    // The menu is there behind a dialog too, where what was typed would be lost.
    if ((event.event === 'navigate' || event.event === 'show') && isDialogOpen()) return;
    if (event.event === 'navigate') go(parseRoute(`#/${event.to}`));
    if (event.event === 'show_result' && !isDialogOpen()) go(routeOfResult(event));
    if (event.event === 'diagnostics_copied')
      toast({ text: `Diagnostics copied, ${plural(event.lines, 'line')}. Passwords and home folders are left out.` });
    if (event.event === 'show') show(event.what);
    if (event.event === 'runs_changed') void guideStore.readRuns();
    if (event.event === 'documents_opened') {
      const isBehind = isDialogOpen();
      if (!isBehind) go({ screen: 'run' });
      if (isBehind || liveRuns.isGoingOn()) toast({ text: `Chosen for the next run: ${event.place}` });
    }
  });
  useEffect(() => {
    void guideStore.begin();
    void themeWish.begin();
  }, []);
  useEffect(() => guideStore.visit(route), [route]);
  useWindowKeys(() => ({ route, live: liveRuns.get(), runs: guideStore.get().runs, tell: toast }));
  const { dialogue, isHelpOpen } = useOverlays();
  return (
    <div className={`${styles.frame} ${isHelpOpen ? styles.helped : ''}`}>
      <div className={styles.side}>
        <div className={styles.name}>
          <Activity size={20} aria-hidden /> Rythmiq Bench
        </div>
        <nav className={styles.ways} aria-label="Screens">
          {mainScreens.map(({ screen, label, digit }) => {
            const Sign = signs[screen];
            const isHere = (belongsTo[route.screen] ?? route.screen) === screen;
            return (
              <a
                key={screen}
                className={styles.way}
                href={hrefOf(keepRuns(toScreen(screen), route))}
                title={keyName(`mod+${digit}`)}
                aria-current={isHere ? 'page' : undefined}
              >
                <Sign size={18} aria-hidden /> {label}
              </a>
            );
          })}
        </nav>
        <div className={styles.bottom}>
          <FirstSteps />
          <RunningHint />
          <div className={styles.foot}>
            <Button look="quiet" className={styles.quiet ?? ''} title={keyName('mod+k')} onClick={() => overlays.show('palette')}>
              <CommandSign size={16} aria-hidden /> Commands
            </Button>
            <ThemeSwitch />
          </div>
        </div>
      </div>
      <main className={styles.screen} key={keyOf(route)}>
        {death === null || isToldByRun ? null : (
          <ErrorNotice error={death.error} actions={<Button onClick={() => setDeath(null)}>Dismiss</Button>} />
        )}
        <ReadOnlyNotice />
        <ScreenBoundary at={hrefOf(route)}>
          <Screen route={route} />
        </ScreenBoundary>
      </main>
      {isHelpOpen ? <HelpPanel screen={route.screen} /> : null}
      {dialogue === 'palette' ? <CommandPalette route={route} /> : null}
      {dialogue === 'keys' ? <KeyboardMap /> : null}
    </div>
  );
}

/** Whether the screen tells how that run ended; the result of a load test stands on a screen of its own. */
function isShownOn(route: Route, { kind, run_id }: LiveRun): boolean {
  if (route.screen === 'load' && route.run !== null) return route.run === run_id;
  return route.screen === kind;
}

/** What the menu asks for. */
function show(what: Extract<AppEvent, { event: 'show' }>['what']): void {
  switch (what) {
    case 'palette':
    case 'keys':
      return overlays.show(what);
    case 'help':
      return overlays.openHelp();
    case 'first_steps':
      return guideStore.bringBack();
  }
}

/** Capacity and Decision are two looks at the same runs: who goes from one to the other stays with them. */
function keepRuns(to: Route, from: Route): Route {
  if (to.screen !== 'capacity' && to.screen !== 'decision') return to;
  return from.screen === 'capacity' || from.screen === 'decision' ? { ...to, of: from.of } : to;
}

/** Another run is another screen; another tab of it is not. */
function keyOf(route: Route): string {
  if (route.screen === 'run-detail') return route.run;
  return route.screen === 'comparison' ? hrefOf({ ...route, tab: null }) : route.screen;
}

function Screen({ route }: { readonly route: Route }) {
  switch (route.screen) {
    case 'run':
      return <RunScreen />;
    case 'runs':
      return <RunsScreen />;
    case 'run-detail':
      return <RunDetailScreen run={route.run} tab={route.tab} />;
    case 'document':
      return <DocumentScreen run={route.run} job={route.job} />;
    case 'compare':
      return <CompareScreen />;
    case 'comparison':
      return <ComparisonScreen of={route.of} tab={route.tab} />;
    case 'load':
      return <LoadScreen run={route.run} />;
    case 'capacity':
      return <CapacityScreen of={route.of} />;
    case 'decision':
      return <DecisionScreen of={route.of} />;
    case 'export':
      return <ExportScreen />;
    case 'environment':
      return <EnvironmentScreen />;
  }
}

const nounOf = { run: 'run', compare: 'comparison', load: 'load test' } as const;
const doingOf = { run: 'Measuring', compare: 'Comparing', load: 'Load test at' } as const;

/** On every screen one sees that a run goes on, and gets back to it. */
function RunningHint() {
  const phase = useLivePart((live) => live.phase);
  const jobs = useLivePart((live) => live.jobs);
  const kind = useLivePart((live) => live.kind) ?? 'run';
  if (phase === null || phase === 'ended' || jobs === null) return null;
  const done = jobs.finished_before + jobs.succeeded + jobs.failed;
  return (
    <a className={styles.running} href={hrefOf(routeOfKind(kind))}>
      {phase === 'preparing'
        ? `Preparing a ${nounOf[kind]}`
        : `${phase === 'stopping' ? 'Stopping at' : doingOf[kind]} ${done} of ${jobs.total}`}
      <ProgressBar name="Progress of the run" done={done} total={jobs.total} />
    </a>
  );
}

function ReadOnlyNotice() {
  const about = useAsk('about', {});
  if (about.state === 'failed') return <ErrorNotice error={about.error} />;
  if (about.state !== 'here' || about.value.notice === null) return null;
  return <Notice tone="warn">{about.value.notice}</Notice>;
}

const themes: Readonly<Record<ThemeWish, { label: string; sign: LucideIcon; next: ThemeWish }>> = {
  system: { label: 'Theme: system', sign: SunMoon, next: 'light' },
  light: { label: 'Theme: light', sign: Sun, next: 'dark' },
  dark: { label: 'Theme: dark', sign: Moon, next: 'system' },
};

function ThemeSwitch() {
  const { label, sign: Sign, next } = themes[useThemeWish()];
  const tellError = useTellError();
  return (
    <Button look="quiet" className={styles.quiet ?? ''} onClick={() => void themeWish.choose(next).catch(tellError)}>
      <Sign size={16} aria-hidden /> {label}
    </Button>
  );
}
