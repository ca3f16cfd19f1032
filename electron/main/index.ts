/**
 * The main process: from start to quit. It starts the window and the processes, passes on what they tell each other, and
 * does no work of its own that takes time.
 *
 *   electron . [--db=FILE] [--host=node|utility]
 */
import path from 'node:path';
import { app, BrowserWindow, dialog, ipcMain, protocol, safeStorage, session } from 'electron';
import { BenchError } from '../../pipeline/contract/errors.ts';
import { exporterCalls } from '../../pipeline/contract/exporter-calls.ts';
import { readerCalls } from '../../pipeline/contract/reader-calls.ts';
import { samplesCalls } from '../../pipeline/contract/samples-calls.ts';
import { type HostKind, nodeHost, type ProcessHost } from '../../pipeline/process/host.ts';
import { defaultDatabase } from '../../pipeline/store/default-database.ts';
import { registerAppScheme, serveApp } from './app-protocol.ts';
import { CallingProcess } from './calling-process.ts';
import { Connections } from './connections.ts';
import { makeExportHandlers } from './export-handlers.ts';
import { makeHandlers } from './handlers.ts';
import { type AppHandlers, serveWindow } from './ipc.ts';
import { setMenu } from './menu.ts';
import { PendingDeletes } from './pending-deletes.ts';
import { findPlaces, type Places } from './places.ts';
import { planHosts, probe } from './probe.ts';
import { RunControl } from './run-control.ts';
import { askForSecret } from './secret-window.ts';
import { APP_ORIGIN, lockDownContents, lockDownSession, originOf } from './security.ts';
import { realTimers } from './timers.ts';
import { utilityHost } from './utility-host.ts';
import { openWindow, tellWindows } from './window.ts';
import { WindowState } from './window-state.ts';

/** Set by `npm run dev`: the server of the sources. The packaged app does not look. */
const developmentServer = app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL;
const origins = [APP_ORIGIN, ...(developmentServer === undefined ? [] : [originOf(developmentServer)])];

registerAppScheme(protocol);
lockDownContents(app, origins);
const switchOf = (name: string): string | null => app.commandLine.getSwitchValue(name) || null;
const database = path.resolve(switchOf('db') ?? defaultDatabase());

if (app.requestSingleInstanceLock({ database })) app.whenReady().then(start);
else app.quit();

const inUserData = (file: string): string => path.join(app.getPath('userData'), file);

function start(): void {
  lockDownSession(session.defaultSession, origins);
  const places = findPlaces();
  serveApp(protocol, places.window);
  setMenu(tellWindows);
  // Window and probe start side by side; what the window asks waits for the answer.
  serveWindow(ipcMain, startProcesses(places), origins);
  const window = openWindow(places.preload, developmentServer, new WindowState(inUserData('window.json'), realTimers));
  app.on('second-instance', (_event, _words, _folder, other) => {
    const wanted = (other as { database?: string } | null)?.database;
    if (wanted !== undefined && wanted !== database) {
      dialog.showErrorBox('Rythmiq Bench is open already', `It works with ${database}. Close it to open ${wanted}.`);
    }
    if (window.isMinimized()) window.restore();
    window.focus();
  });
}

async function startProcesses(places: Places): Promise<AppHandlers> {
  const plan = planHosts(await probe(utilityHost, places.entry('probe')), wantedHost(), places.node !== null);
  const { node } = places;
  const hostOf = (kind: HostKind): ProcessHost => (kind === 'utility' || node === null ? utilityHost : nodeHost(node));

  const runs = new RunControl({
    host: hostOf(plan.engine.host),
    entry: places.entry('engine'),
    database,
    hosts: { preferred: plan.workers.host, no_utility: null, node },
    relay: { host: utilityHost, entries: [places.entry('worker'), places.entry('generator')] },
    onLive: (live) => tellWindows({ event: 'live', live }),
    onRunsChanged: () => tellWindows({ event: 'runs_changed' }),
    onDeath: (error) => tellWindows({ event: 'process_died', what: 'engine', error: error.toInfo() }),
  });
  const reader = new CallingProcess({
    host: hostOf(plan.reader.host),
    entry: places.entry('reader'),
    table: readerCalls,
    greeting: { name: 'open', input: { database, node } },
    onDeath: (error) => tellWindows({ event: 'process_died', what: 'reader', error: error.toInfo() }),
  });
  const samples = new CallingProcess({
    host: hostOf(plan.workers.host),
    entry: places.entry('samples'),
    table: samplesCalls,
    onDeath: () => undefined,
  });
  const exporter = new CallingProcess({
    host: hostOf(plan.reader.host),
    entry: places.entry('exporter'),
    table: exporterCalls,
    greeting: { name: 'open', input: { database } },
    onDeath: () => undefined,
  });
  const deletes = new PendingDeletes((run) => runs.delete(run).catch(tellFailure), realTimers);
  void runs.connect().catch(() => undefined);
  quitCleanly(async () => {
    await deletes.flush();
    await runs.close();
    reader.close();
    samples.close();
    exporter.close();
  });
  return makeHandlers({
    runs,
    reader,
    samples,
    samplesFolder: places.samples,
    exports: makeExportHandlers({
      exporter,
      connections: new Connections(inUserData('connections.json'), safeStorage),
      askForSecret: () =>
        askForSecret({
          parent: BrowserWindow.getAllWindows()[0] ?? null,
          preload: places.secretPreload,
          folder: places.window,
          origins,
          address: developmentServer,
        }),
      keepPush: (push) => runs.keepPush(push),
      tell: tellWindows,
    }),
    deletes,
    database,
    node,
    plan,
    preferencesFile: inUserData('preferences.json'),
    tell: tellWindows,
  });
}

/** A run that could not be deleted is in the list again, and the window says why. */
function tellFailure(thrown: unknown): void {
  tellWindows({ event: 'failed', error: BenchError.wrap(thrown).toInfo() });
  tellWindows({ event: 'runs_changed' });
}

function wantedHost(): HostKind | null {
  const wanted = switchOf('host');
  return wanted === 'node' || wanted === 'utility' ? wanted : null;
}

/** What was asked for is done, and processes are let go, before the app ends. */
function quitCleanly(close: () => Promise<void>): void {
  let closed = false;
  app.on('before-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    closed = true;
    void close().finally(() => app.quit());
  });
  app.on('window-all-closed', () => app.quit());
  app.on('activate', () => BrowserWindow.getAllWindows()[0]?.show());
}
