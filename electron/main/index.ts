/**
 * The main process: from start to quit. It starts the window and the processes, passes on what they tell each other, and
 * does no work of its own that takes time.
 *
 *   electron . [--db=FILE] [--host=node|utility]
 */
import os from 'node:os';
import path from 'node:path';
import { app, BrowserWindow, dialog, ipcMain, powerMonitor, protocol, session, shell } from 'electron';
import { BenchError } from '../../pipeline/contract/errors.ts';
import type { HostKind } from '../../pipeline/process/host.ts';
import { defaultDatabase } from '../../pipeline/store/default-database.ts';
import { registerAppScheme, serveApp } from './app-protocol.ts';
import {
  askAboutDeadWindow,
  askBeforeLeaving,
  bringForward,
  describeApp,
  makeDesk,
  tellFolderIsGone,
  tellSystemOfRecent,
} from './desktop.ts';
import { serveWindow } from './ipc.ts';
import { LeaveGuard } from './leave-guard.ts';
import { type Log, openLog } from './log.ts';
import { Mask } from './mask.ts';
import { setMenu } from './menu.ts';
import { openLogFile } from './open-log.ts';
import { findPlaces } from './places.ts';
import { PreferenceKeeper } from './preferences.ts';
import { type Processes, startProcesses } from './processes.ts';
import { RecentFolders } from './recent-folders.ts';
import { APP_ORIGIN, lockDownContents, lockDownSession, originOf } from './security.ts';
import { realTimers } from './timers.ts';
import { openWindow, tellWindows } from './window.ts';
import { WindowRevival } from './window-revival.ts';
import { WindowState } from './window-state.ts';
import { WorkWatch } from './work-watch.ts';
import { questionOf } from './work-words.ts';

/** Set by `npm run dev`: the server of the sources. The packaged app does not look. */
const developmentServer = app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL;
const origins = [APP_ORIGIN, ...(developmentServer === undefined ? [] : [originOf(developmentServer)])];

registerAppScheme(protocol);
lockDownContents(app, origins);
const switchOf = (name: string): string | null => app.commandLine.getSwitchValue(name) || null;
const database = path.resolve(switchOf('db') ?? defaultDatabase());
const inUserData = (file: string): string => path.join(app.getPath('userData'), file);

/** On macOS the system opens what was chosen from its own list, perhaps before there is a window. */
let openedBySystem: string | null = null;
let openPlace = (place: string): void => {
  openedBySystem = place;
};
app.on('open-file', (event, place) => {
  event.preventDefault();
  openPlace(place);
});

if (app.requestSingleInstanceLock({ database })) app.whenReady().then(start);
else app.quit();

function start(): void {
  app.setAppUserModelId('com.rythmiq.bench');
  lockDownSession(session.defaultSession, origins);
  describeApp();
  const mask = new Mask(os.homedir());
  const log = openLog(app.getPath('logs'), mask);
  log.info(
    'app',
    `${app.getVersion()} begun, Electron ${process.versions.electron}, ${process.platform}-${process.arch}, with ${database}`,
  );
  process.on('uncaughtExceptionMonitor', (error) => log.error('app', error.stack ?? String(error)));
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    // The app's own are heard where they are started.
    if (type !== 'Utility' && reason !== 'clean-exit') log.warn('electron', `${type} process gone: ${reason}, code ${exitCode}`);
  });

  const places = findPlaces();
  serveApp(protocol, places.window);
  const preferences = new PreferenceKeeper(inUserData('preferences.json'), ({ notices }) => {
    showMenu();
    tellWindows({ event: 'notices_changed', notices });
  });
  const recents = new RecentFolders(inUserData('recent.json'), (places) => {
    tellSystemOfRecent(places);
    showMenu();
    tellWindows({ event: 'recent_changed' });
  });
  const address = developmentServer ?? `${APP_ORIGIN}/`;
  const window = openWindow(places.preload, address, new WindowState(inUserData('window.json'), realTimers));
  reviveWhenDead(window, address, log);
  const watch = new WorkWatch(
    log,
    makeDesk(window, () => preferences.get().notices, tellWindows),
  );
  // Window and probe start side by side; what the window asks waits for the answer.
  const ready = startProcesses({
    ...{ places, database, origins, developmentServer, log, mask, watch, preferences, recents },
    wantedHost: wantedHost(),
    tell: tellWindows,
  });
  serveWindow(
    ipcMain,
    ready.then(({ handlers }) => handlers),
    origins,
    (call, thrown) => log.failure(`window asked ${call}`, thrown),
  );

  openPlace = (place) => {
    inPassing(recents.note(place));
    tellWindows({ event: 'documents_opened', place });
  };
  if (openedBySystem !== null) window.webContents.once('did-finish-load', () => openPlace(openedBySystem ?? ''));
  const openRecent = async (place: string): Promise<void> => {
    const [found] = (await recents.list()).filter((each) => each.place === place);
    if (found === undefined) return;
    if (!found.missing) openPlace(place);
    else if (await tellFolderIsGone(window, place)) await recents.forget(found.key);
  };
  function showMenu(): void {
    setMenu({
      tell: tellWindows,
      open: (place) => openPlace(place),
      recents: {
        places: recents.places,
        open: (place) => inPassing(openRecent(place)),
        forgetAll: () => inPassing(recents.forgetAll()),
      },
      notices: { on: preferences.get().notices, set: (notices) => inPassing(preferences.set({ notices })) },
      openLog: () => inPassing(openLogFile(log)),
      showLog: () => shell.showItemInFolder(log.file),
      copyDiagnostics: () => inPassing(ready.then(({ copyDiagnostics }) => copyDiagnostics())),
    });
  }
  showMenu();

  app.on('second-instance', (_event, _words, _folder, other) => {
    const wanted = (other as { database?: string } | null)?.database;
    if (wanted !== undefined && wanted !== database) {
      dialog.showErrorBox('Rythmiq Bench is open already', `It works with ${database}. Close it to open ${wanted}.`);
    }
    bringForward(window);
  });
  leaveCleanly(window, ready, watch, log);
}

function reviveWhenDead(window: BrowserWindow, address: string, log: Log): void {
  const { webContents } = window;
  const revival = new WindowRevival({
    now: () => performance.now(),
    isClosed: () => window.isDestroyed(),
    // One that died before it was loaded is nowhere.
    redraw: () => webContents.loadURL(webContents.getURL() || address),
    tell: (error) => tellWindows({ event: 'failed', error: error.toInfo() }),
    ask: askAboutDeadWindow,
    quit: () => app.quit(),
  });
  webContents.on('render-process-gone', (_event, { reason }) => {
    log.error('window', `its process is gone: ${reason}`);
    if (!window.isDestroyed()) revival.died(reason).catch((thrown: unknown) => log.failure('window', thrown));
  });
}

/** What the menu or the system asked for: nobody waits for its answer, and the window tells what went wrong. */
function inPassing(work: Promise<unknown>): void {
  work.catch((thrown: unknown) => tellWindows({ event: 'failed', error: BenchError.wrap(thrown).toInfo() }));
}

function wantedHost(): HostKind | null {
  const wanted = switchOf('host');
  return wanted === 'node' || wanted === 'utility' ? wanted : null;
}

/** Work that goes on is asked about; then what was asked for is done, and processes are let go, before the app ends. */
function leaveCleanly(window: BrowserWindow, ready: Promise<Processes>, watch: WorkWatch, log: Log): void {
  let processes: Processes | null = null;
  ready.then(
    (started) => {
      processes = started;
    },
    // A start that failed is the answer to whatever the window asks.
    () => undefined,
  );
  const guard = new LeaveGuard({
    question: () => questionOf(processes?.runs.live ?? null, watch.isPushing),
    ask: (question) => askBeforeLeaving(window.isDestroyed() ? undefined : window, question),
  });
  // Whoever ends a program from outside, or shuts the machine down, waits for no answer.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => {
      guard.open();
      app.quit();
    });
  }
  powerMonitor.on('shutdown', () => guard.open());
  window.on('session-end', () => guard.open());
  window.on('close', (event) => guard.pass(event, () => window.close()));

  let closed = false;
  app.on('before-quit', (event) => {
    if (closed || !guard.pass(event, () => app.quit())) return;
    event.preventDefault();
    closed = true;
    log.info('app', 'ends');
    void ready
      .then((started) => started.close())
      .catch(() => undefined)
      .finally(() => app.quit());
  });
  app.on('window-all-closed', () => app.quit());
  app.on('activate', () => BrowserWindow.getAllWindows()[0]?.show());
}
