/**
 * Holds the run to come while the person moves between screens, and does what the Run screen's buttons say.
 *
 * Holds: samples are drawn once at a time; an answer about documents that are no longer the chosen ones is dropped; what the
 * app refuses becomes `problem`, never an exception.
 */
import type { AppEvent } from '../../../pipeline/contract/app-calls.ts';
import { BenchError } from '../../../pipeline/contract/errors.ts';
import { defaultSettings, type SettingKey } from '../../../pipeline/contract/settings.ts';
import type { LiveRunStore } from '../../app/live-run-store.ts';
import type { ask } from '../../ui/bridge.ts';
import type { DropDecision } from './dropped.ts';
import {
  BASELINE_COUNT,
  emptyDraft,
  type PlannedRun,
  placeOf,
  type Remark,
  type RunDraft,
  readinessOf,
  type SampleKind,
  type Source,
} from './run-draft.ts';

export class RunDraftStore {
  #draft: RunDraft = emptyDraft;
  #looks = 0;
  #drawing: Promise<string | null> | null = null;
  readonly #ask: typeof ask;
  readonly #live: LiveRunStore;
  readonly #listeners = new Set<() => void>();

  constructor(askApp: typeof ask, live: LiveRunStore) {
    this.#ask = askApp;
    this.#live = live;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly get = (): RunDraft => this.#draft;

  /** The window hears events on every screen, so nothing that was opened meanwhile is lost. */
  hear(event: AppEvent): void {
    if (event.event === 'documents_opened') this.choosePlace(event.place);
    if (event.event !== 'progress' || event.of !== 'samples' || this.#draft.samples.state !== 'drawing') return;
    this.#set({ samples: { state: 'drawing', done: event.done, total: event.total } });
  }

  choosePlace(place: string, remark: Remark | null = null): void {
    this.cancelDrawing();
    this.#choose({ kind: 'place', place }, remark);
    // What was opened is for the next run, so the last one's result makes room.
    this.#live.putAside();
  }

  chooseNothing(): void {
    this.cancelDrawing();
    this.stopLooking();
    this.#choose({ kind: 'none' });
  }

  chooseDropped(decision: DropDecision): void {
    if (decision.kind === 'refuse') this.#set({ remark: { tone: 'warn', text: decision.reason } });
    else this.choosePlace(decision.place, decision.remark === null ? null : { tone: 'plain', text: decision.remark });
  }

  /** @returns what was chosen; null when nothing was */
  async chooseByDialog(what: 'folder' | 'file'): Promise<string | null> {
    let place: string | null = null;
    await this.#attempt(async () => {
      place = (await this.#ask('documents.choose', { what }))?.place ?? null;
      if (place !== null) this.choosePlace(place);
    });
    return place;
  }

  async chooseRecent(key: string): Promise<void> {
    await this.#attempt(async () => this.choosePlace((await this.#ask('recent.use', { key })).place));
  }

  async chooseSamples(selection: SampleKind): Promise<void> {
    this.#choose({ kind: 'samples', selection });
    if (this.#draft.samples.state !== 'here') await this.#drawSamples();
  }

  cancelDrawing(): void {
    if (this.#drawing !== null) void this.#ask('samples.cancel', {}).catch(() => undefined);
  }

  /** Files come and go while the person is elsewhere. */
  async lookAgain(): Promise<void> {
    const place = placeOf(this.#draft);
    if (place === null) return;
    const { source } = this.#draft;
    const turn = ++this.#looks;
    // A later look ends the one before it.
    const isCurrent = () => this.#looks === turn && this.#draft.source === source;
    try {
      const found = await this.#ask('documents.look', place);
      if (isCurrent()) this.#set({ look: { state: 'here', found } });
    } catch (thrown) {
      if (isCurrent()) this.#set({ look: { state: 'failed', error: BenchError.wrap(thrown).toInfo() } });
    }
  }

  /** Nobody waits for it any more. */
  stopLooking(): void {
    this.#looks += 1;
    void this.#ask('documents.stopLooking', {}).catch(() => undefined);
  }

  setCount(count: string | null): void {
    this.#set({ count });
  }

  setName(name: string): void {
    this.#set({ name });
  }

  setSetting(key: SettingKey, text: string): void {
    this.#set({ settings: { ...this.#draft.settings, [key]: text } });
  }

  resetSetting(key: SettingKey): void {
    const { [key]: _gone, ...rest } = this.#draft.settings;
    this.#set({ settings: rest });
  }

  /** @returns what brings them back as they were typed; what was typed since stays */
  resetSettings(): () => void {
    const { settings } = this.#draft;
    this.#set({ settings: {} });
    return () => this.#set({ settings: { ...settings, ...this.#draft.settings } });
  }

  dismissProblem(): void {
    this.#set({ problem: null });
  }

  async start(): Promise<void> {
    const readiness = readinessOf(this.#draft);
    if (readiness.kind !== 'ready' || !(await this.#begin(readiness.run))) return;
    // A name is one run's; everything else is likely to serve the next one too.
    this.setName('');
  }

  /** With the defaults, whatever is chosen on the screen; settings, documents and their count stay for the next run. */
  async measureBaseline(): Promise<void> {
    const before = this.#draft;
    // The last result makes room: drawing the samples takes a while, and is to be seen.
    this.#live.putAside();
    this.#choose({ kind: 'samples', selection: 'mixed' });
    const { samples, source } = this.#draft;
    const place = samples.state === 'here' ? samples.place : await this.#drawSamples();
    if (place !== null && this.#draft.source === source) {
      await this.#begin({
        name: 'baseline',
        documents: place,
        selection: 'mixed',
        count: BASELINE_COUNT,
        settings: defaultSettings,
      });
    }
    // Unless others were chosen meanwhile.
    if (this.#draft.source === source || this.#draft.source.kind === 'none') this.#chooseAgain(before);
  }

  async resume(run: string): Promise<void> {
    await this.#startWith(() => this.#ask('run.resume', { run }));
  }

  #begin(run: PlannedRun): Promise<boolean> {
    return this.#startWith(() => this.#ask('run.start', run));
  }

  /** @returns whether it was begun */
  async #startWith(call: () => Promise<unknown>): Promise<boolean> {
    if (this.#draft.isStarting) return false;
    this.#set({ isStarting: true, problem: null });
    const isBegun = await this.#attempt(call);
    const live = isBegun ? await this.#ask('run.live', {}).catch(() => null) : null;
    if (live !== null) this.#live.begun(live);
    this.#set({ isStarting: false });
    return isBegun;
  }

  #choose(source: Source, remark: Remark | null = null): void {
    const isOtherKind = source.kind !== this.#draft.source.kind;
    const count = isOtherKind ? (source.kind === 'samples' ? String(BASELINE_COUNT) : null) : this.#draft.count;
    this.#set({ source, remark, count, problem: null, look: { state: source.kind === 'none' ? 'none' : 'looking' } });
    void this.lookAgain();
  }

  #chooseAgain({ source, count, remark, look }: RunDraft): void {
    if (source.kind === 'none') return;
    this.#looks += 1;
    this.#set({ source, count, remark, look });
    if (look.state === 'looking') void this.lookAgain();
  }

  /** @returns where they are; null when it was cancelled or failed */
  #drawSamples(): Promise<string | null> {
    this.#drawing ??= this.#draw().finally(() => {
      this.#drawing = null;
    });
    return this.#drawing;
  }

  async #draw(): Promise<string | null> {
    this.#set({ samples: { state: 'drawing', done: 0, total: 0 } });
    try {
      const { place } = await this.#ask('samples.make', {});
      this.#set({ samples: { state: 'here', place } });
      await this.lookAgain();
      return place;
    } catch (thrown) {
      const error = BenchError.wrap(thrown);
      this.#set({ samples: { state: 'unknown' } });
      if (this.#draft.source.kind === 'samples') this.#choose({ kind: 'none' });
      if (error.code !== 'call.cancelled') this.#set({ problem: error.toInfo() });
      return null;
    }
  }

  /** @returns whether it went well */
  async #attempt(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (thrown) {
      this.#set({ problem: BenchError.wrap(thrown).toInfo() });
      return false;
    }
  }

  #set(change: Partial<RunDraft>): void {
    this.#draft = { ...this.#draft, ...change };
    for (const listener of this.#listeners) listener();
  }
}
