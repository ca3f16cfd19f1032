/**
 * The processes of the app: which host each gets, how they are started, and what they tell. Everything that the window may
 * ask is put together here.
 */
import path from 'node:path';
import { app, BrowserWindow, clipboard, safeStorage } from 'electron';
import type { AppEvent } from '../../pipeline/contract/app-calls.ts';
import { BenchError } from '../../pipeline/contract/errors.ts';
import { exporterCalls } from '../../pipeline/contract/exporter-calls.ts';
import { readerCalls } from '../../pipeline/contract/reader-calls.ts';
import { samplesCalls } from '../../pipeline/contract/samples-calls.ts';
import { type HostKind, nodeHost, type ProcessHost } from '../../pipeline/process/host.ts';
import { CallingProcess } from './calling-process.ts';
import { Connections } from './connections.ts';
import { diagnosticsText, LOG_LINES } from './diagnostics.ts';
import { makeExportHandlers } from './export-handlers.ts';
import { makeHandlers } from './handlers.ts';
import type { AppHandlers } from './ipc.ts';
import type { Log } from './log.ts';
import { loggedHost } from './logged-host.ts';
import type { Mask } from './mask.ts';
import { PendingDeletes } from './pending-deletes.ts';
import type { Places } from './places.ts';
import type { PreferenceKeeper } from './preferences.ts';
import { type HostPlan, planHosts, probe } from './probe.ts';
import type { RecentFolders } from './recent-folders.ts';
import { RunControl } from './run-control.ts';
import { askForSecret } from './secret-window.ts';
import { realTimers } from './timers.ts';
import { utilityHost } from './utility-host.ts';
import type { WorkWatch } from './work-watch.ts';

export interface ProcessParts {
  readonly places: Places;
  readonly database: string;
  readonly wantedHost: HostKind | null;
  readonly origins: readonly string[];
  readonly developmentServer: string | undefined;
  readonly log: Log;
  readonly mask: Mask;
  readonly watch: WorkWatch;
  readonly preferences: PreferenceKeeper;
  readonly recents: RecentFolders;
  readonly tell: (event: AppEvent) => void;
}

export interface Processes {
  readonly runs: RunControl;
  readonly handlers: AppHandlers;
  /** The window is told by an event, whoever asked for it. */
  copyDiagnostics(): Promise<null>;
  /** Does what was asked for, and lets the processes go. */
  close(): Promise<void>;
}

export async function startProcesses(parts: ProcessParts): Promise<Processes> {
  const { places, database, log, mask, watch, tell } = parts;
  const { node } = places;
  const plan = planHosts(await probe(utilityHost, places.entry('probe')), parts.wantedHost, node !== null);
  log.info(
    'hosts',
    `engine in ${plan.engine.host}: ${plan.engine.reason} workers in ${plan.workers.host}: ${plan.workers.reason}`,
  );
  const utility = loggedHost(utilityHost, log);
  const plain = node === null ? null : loggedHost(nodeHost(node), log);
  const hostOf = (kind: HostKind): ProcessHost => (kind === 'utility' || plain === null ? utility : plain);
  const tellDeath = (what: 'engine' | 'reader') => (error: BenchError) =>
    tell({ event: 'process_died', what, error: error.toInfo() });

  const runs = new RunControl({
    host: hostOf(plan.engine.host),
    entry: places.entry('engine'),
    database,
    hosts: { preferred: plan.workers.host, no_utility: null, node },
    relay: { host: utility, entries: [places.entry('worker'), places.entry('generator')] },
    onBegin: (kind) => watch.begin(kind),
    onEvent: (event) => watch.hear(event),
    onLive(live) {
      watch.live(live);
      tell({ event: 'live', live });
    },
    onRunsChanged: () => tell({ event: 'runs_changed' }),
    onDeath: tellDeath('engine'),
  });
  const reader = new CallingProcess({
    host: hostOf(plan.reader.host),
    entry: places.entry('reader'),
    table: readerCalls,
    greeting: { name: 'open', input: { database, node } },
    onDeath: tellDeath('reader'),
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
  /** What was kept is in the list again, and the window says why. */
  const tellFailure = (thrown: unknown): void => {
    log.failure('delete', thrown);
    tell({ event: 'failed', error: BenchError.wrap(thrown).toInfo() });
    tell({ event: 'runs_changed' });
  };
  const deletes = new PendingDeletes((run) => runs.delete(run).catch(tellFailure), realTimers);
  void runs.connect().catch((thrown: unknown) => log.failure('engine', thrown));
  const copyDiagnostics = async () => {
    const { lines } = await copyTo(clipboard, { plan, reader, log, mask });
    tell({ event: 'diagnostics_copied', lines });
    return null;
  };

  return {
    runs,
    copyDiagnostics,
    async close() {
      await deletes.flush();
      await runs.close();
      reader.close();
      samples.close();
      exporter.close();
    },
    handlers: makeHandlers({
      runs,
      reader,
      samples,
      samplesFolder: places.samples,
      exports: makeExportHandlers({
        exporter,
        connections: new Connections(path.join(app.getPath('userData'), 'connections.json'), safeStorage),
        askForSecret: () =>
          askForSecret({
            parent: BrowserWindow.getAllWindows()[0] ?? null,
            preload: places.secretPreload,
            folder: places.window,
            origins: parts.origins,
            address: parts.developmentServer,
          }),
        keepPush: (push) => runs.keepPush(push),
        watch,
        learnSecret: (secret) => mask.learn(secret),
        tell,
      }),
      deletes,
      database,
      node,
      plan,
      preferences: parts.preferences,
      recents: parts.recents,
      log,
      copyDiagnostics,
      tell,
    }),
  };
}

interface Told {
  readonly plan: HostPlan;
  readonly reader: CallingProcess<typeof readerCalls>;
  readonly log: Log;
  readonly mask: Mask;
}

async function copyTo(board: Electron.Clipboard, { plan, reader, log, mask }: Told): Promise<{ lines: number }> {
  const asked = await reader.ask('inventory', {}).then(
    (inventory) => ({ inventory, problem: null }),
    // Whoever needs help may need it because of that.
    (thrown: unknown) => ({ inventory: null, problem: BenchError.wrap(thrown).message }),
  );
  const { electron = '', chrome = '', node } = process.versions;
  const versions = { 'Rythmiq Bench': app.getVersion(), Electron: electron, Chromium: chrome, 'Node in Electron': node };
  const text = diagnosticsText({ at: new Date(), versions, plan, ...asked, log: log.tail(LOG_LINES) }, mask);
  board.writeText(text);
  return { lines: text.split('\n').length - 1 };
}
