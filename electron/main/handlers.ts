/**
 * What the app does for each thing the window may ask (`contract/app-calls.ts`).
 */
import os from 'node:os';
import path from 'node:path';
import { app, dialog, nativeTheme, shell } from 'electron';
import type { AppEvent, WrittenKind } from '../../pipeline/contract/app-calls.ts';
import { BenchError } from '../../pipeline/contract/errors.ts';
import { isS3 } from '../../pipeline/contract/place.ts';
import type { readerCalls, SamplesFormat } from '../../pipeline/contract/reader-calls.ts';
import type { samplesCalls } from '../../pipeline/contract/samples-calls.ts';
import type { CallingProcess } from './calling-process.ts';
import type { ExportHandlers } from './export-handlers.ts';
import type { AppHandlers } from './ipc.ts';
import type { Log } from './log.ts';
import { openLogFile } from './open-log.ts';
import { type PendingDeletes, UNDO_SECONDS } from './pending-deletes.ts';
import type { PreferenceKeeper } from './preferences.ts';
import { printReport } from './print-report.ts';
import type { HostPlan } from './probe.ts';
import type { RecentFolders } from './recent-folders.ts';
import type { RunControl } from './run-control.ts';
import { writeChosen } from './write-chosen.ts';

/** benchstat reads any text; what it is given is mostly called `.txt`. */
const sampleExtensions: Readonly<Record<SamplesFormat, string>> = { json: 'json', csv: 'csv', go: 'txt' };

export interface HandlerParts {
  readonly runs: RunControl;
  readonly reader: CallingProcess<typeof readerCalls>;
  readonly samples: CallingProcess<typeof samplesCalls>;
  readonly samplesFolder: string;
  readonly exports: ExportHandlers;
  readonly deletes: PendingDeletes;
  readonly database: string;
  /** A plain Node, for the processes; null where none came with the app. */
  readonly node: string | null;
  readonly plan: HostPlan;
  readonly preferences: PreferenceKeeper;
  readonly recents: RecentFolders;
  readonly log: Log;
  readonly copyDiagnostics: () => Promise<null>;
  readonly tell: (event: AppEvent) => void;
}

export function makeHandlers(parts: HandlerParts): AppHandlers {
  const { runs, reader, samples, deletes, preferences, recents, tell } = parts;
  const written = new Set<string>();
  let drawing = new AbortController();
  let looking = new AbortController();
  const reckoning = { simulation: new AbortController(), theory: new AbortController() };
  const writing = new Map<WrittenKind, AbortController>();
  nativeTheme.themeSource = preferences.get().theme;

  /** Only places that the person chose here may be shown in the file manager. */
  async function choosePlace(name: string): Promise<string | null> {
    const safeName = path.basename(name).replaceAll(/[\p{Cc}<>:"|?*]/gu, '_');
    const { canceled, filePath } = await dialog.showSaveDialog({ defaultPath: path.join(app.getPath('downloads'), safeName) });
    if (canceled || filePath === '') return null;
    written.add(filePath);
    return filePath;
  }

  /** What is asked for anew ends what was asked for before: it would only hold the reader up. */
  function reckoned(of: keyof typeof reckoning) {
    reckoning[of].abort();
    reckoning[of] = new AbortController();
    const { signal } = reckoning[of];
    const onProgress = (done: number, total: number): void => {
      if (!signal.aborted) tell({ event: 'progress', of, done, total });
    };
    return { signal, onProgress };
  }

  /** The samples have a button of their own. */
  async function noteRecent(place: string): Promise<void> {
    if (isS3(place)) return;
    if (path.resolve(place) !== path.resolve(parts.samplesFolder)) await recents.note(place);
  }

  /** The place is chosen: from here on it is told how far the file is, and it can be stopped. */
  function beginWriting(of: WrittenKind) {
    const controller = new AbortController();
    writing.set(of, controller);
    const onProgress = (done: number, total: number): void => tell({ event: 'progress', of, done, total });
    onProgress(0, 0);
    return { signal: controller.signal, onProgress };
  }

  async function chooseFolder(): Promise<string | null> {
    const { canceled, filePaths } = await dialog.showOpenDialog({ properties: ['openDirectory', 'createDirectory'] });
    const [folder] = filePaths;
    if (canceled || folder === undefined) return null;
    written.add(folder);
    return folder;
  }

  return {
    ...parts.exports,
    async about() {
      const { notice } = await reader.ask('open', { database: parts.database, node: parts.node });
      return {
        version: app.getVersion(),
        electron: process.versions.electron ?? '',
        chromium: process.versions.chrome ?? '',
        database: parts.database,
        hosts: { engine: parts.plan.engine, workers: parts.plan.workers },
        theme: preferences.get().theme,
        notices: preferences.get().notices,
        guide: preferences.get().guide,
        cores: os.availableParallelism(),
        notice,
      };
    },
    async setTheme({ theme }) {
      nativeTheme.themeSource = theme;
      await preferences.set({ theme });
      return null;
    },
    async setNotices({ notices }) {
      await preferences.set({ notices });
      return null;
    },
    async 'log.open'() {
      await openLogFile(parts.log);
      return null;
    },
    'log.show'() {
      shell.showItemInFolder(parts.log.file);
      return null;
    },
    'window.failed'({ text }) {
      parts.log.error('window', text);
      return null;
    },
    'diagnostics.copy': () => parts.copyDiagnostics(),
    'recent.list': () => recents.list(),
    'recent.use': async ({ key }) => ({ place: await recents.place(key) }),
    async 'recent.forget'({ key }) {
      await recents.forget(key);
      return null;
    },
    async 'guide.keep'(guide) {
      await preferences.set({ guide });
      return null;
    },
    async 'run.start'(request) {
      await runs.start({ ...request, results: null, emit_contract: false });
      await noteRecent(request.documents);
      return null;
    },
    async 'compare.start'(request) {
      await runs.compare({ ...request, results: null });
      await noteRecent(request.documents);
      return null;
    },
    async 'load.start'(request) {
      await runs.load({ ...request, results: null, gateway: null, port: 0, database: null, queue: 'here' });
      await noteRecent(request.documents);
      return null;
    },
    async 'run.resume'({ run }) {
      // Who resumes a run has changed his mind about deleting it.
      deletes.undo(run);
      const { run: record } = await reader.ask('runs.read', { run });
      await runs.resume(run, { name: record.name, kind: record.kind === 'capacity' ? 'run' : record.kind });
      return null;
    },
    async 'run.cancel'() {
      await runs.cancel();
      return null;
    },
    'run.live': () => runs.live,
    async 'runs.list'(page) {
      return (await reader.ask('runs.list', page)).filter(({ id }) => !deletes.has(id));
    },
    async 'runs.edit'({ run, changes }) {
      await runs.edit(run, changes);
      return null;
    },
    'runs.delete'({ run }) {
      deletes.add(run);
      tell({ event: 'runs_changed' });
      return { undo_seconds: UNDO_SECONDS };
    },
    'runs.undoDelete'({ run }) {
      deletes.undo(run);
      tell({ event: 'runs_changed' });
      return null;
    },
    'runs.read': (input) => reader.ask('runs.read', input),
    'runs.table': (input) => reader.ask('runs.table', input),
    'runs.timeline': (input) => reader.ask('runs.timeline', input),
    'runs.signals': (input) => reader.ask('runs.signals', input),
    'runs.estimate': (input) => reader.ask('runs.estimate', input),
    'comparisons.read': (input) => reader.ask('comparisons.read', input),
    'comparisons.timeline': (input) => reader.ask('comparisons.timeline', input),
    'comparisons.outlook': (input) => reader.ask('comparisons.outlook', input),
    'loads.read': (input) => reader.ask('loads.read', input),
    'simulations.make': (input) => reader.ask('simulations.make', input, reckoned('simulation')),
    'simulations.theory': (input) => reader.ask('simulations.theory', input, reckoned('theory')),
    'simulations.cancel'({ of }) {
      reckoning[of].abort();
      return null;
    },
    'capacity.read': (input) => reader.ask('capacity.read', input),
    'pushes.list': (input) => reader.ask('pushes.list', input),
    'jobs.read': (input) => reader.ask('jobs.read', input),
    'jobs.image': (input) => reader.ask('jobs.image', input),
    'documents.look'(input) {
      looking.abort();
      looking = new AbortController();
      return reader.ask('documents.look', input, { signal: looking.signal });
    },
    'documents.stopLooking'() {
      looking.abort();
      return null;
    },
    'ocr.find': (input) => reader.ask('ocr.find', input),
    examine: (input) => reader.ask('examine', input),
    async 'documents.choose'({ what }) {
      const { canceled, filePaths } = await dialog.showOpenDialog({
        properties: [what === 'folder' ? 'openDirectory' : 'openFile'],
        ...(what === 'file'
          ? { filters: [{ name: 'Scans', extensions: ['jpg', 'jpeg', 'png', 'tif', 'tiff', 'webp', 'pdf'] }] }
          : {}),
      });
      const [place] = filePaths;
      if (canceled || place === undefined) return null;
      await noteRecent(place);
      return { place };
    },
    async 'samples.make'() {
      drawing = new AbortController();
      const options = {
        signal: drawing.signal,
        onProgress: (done: number, total: number) => tell({ event: 'progress', of: 'samples', done, total }),
      };
      // Drawing fills its process with fonts and pages; it is not needed again soon.
      await samples.ask('make', { out: parts.samplesFolder }, options).finally(() => samples.rest());
      return { place: parts.samplesFolder };
    },
    'samples.cancel'() {
      drawing.abort();
      return null;
    },
    async 'file.save'({ name, content }) {
      const file = await choosePlace(name);
      if (file === null) return null;
      await writeChosen(file, content, parts.database);
      return { file };
    },
    async 'trace.save'({ run, format }) {
      const extension = format === 'chrome' ? 'trace.json' : 'speedscope.json';
      const file = await choosePlace(`rythmiq-${run.slice(0, 8)}.${extension}`);
      if (file === null) return null;
      await reader.ask('runs.trace', { run, format, file }, beginWriting('trace'));
      return { file };
    },
    async 'samples.save'({ of, format }) {
      const first = 'run' in of ? of.run : (of.sides[0]?.[0] ?? '');
      const file = await choosePlace(`rythmiq-comparison-${first.slice(0, 8)}.${sampleExtensions[format]}`);
      if (file === null) return null;
      await reader.ask('comparisons.samples', { of, format, file }, beginWriting('measurements'));
      return { file };
    },
    async 'report.save'({ format, ...request }) {
      const base = `rythmiq-report-${(request.of.runs[0] ?? '').slice(0, 8)}`;
      const place = format === 'csv' ? await chooseFolder() : await choosePlace(`${base}.${format}`);
      if (place === null) return null;
      const { signal } = beginWriting('report');
      const { files, date } = await reader.ask(
        'reports.make',
        { ...request, format: format === 'pdf' ? 'html' : format, version: app.getVersion() },
        { signal },
      );
      const [only] = files;
      const pdf = format === 'pdf' && only !== undefined ? Buffer.from(await printReport(only.content, date, signal)) : null;
      // From here on it is a moment's work.
      if (signal.aborted) throw new BenchError('call.cancelled');
      if (format === 'csv')
        for (const { name, content } of files) await writeChosen(path.join(place, name), content, parts.database);
      else if (only !== undefined) await writeChosen(place, pdf ?? only.content, parts.database);
      return { file: place };
    },
    'file.cancel'({ of }) {
      writing.get(of)?.abort();
      return null;
    },
    'file.show'({ file }) {
      if (!written.has(file))
        throw new BenchError('message.invalid', { from: 'the window', reason: 'a file that was not written here' });
      shell.showItemInFolder(file);
      return null;
    },
  };
}
