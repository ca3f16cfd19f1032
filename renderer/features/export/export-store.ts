/**
 * What the Export screen is about: the form, and the push that goes on. It lives beside the screen, so that who looks at
 * something else meanwhile finds it as it is.
 */
import type { AppEvent, Connection } from '../../../pipeline/contract/app-calls.ts';
import { BenchError } from '../../../pipeline/contract/errors.ts';
import type { PushDraft } from '../../../pipeline/contract/exporter-calls.ts';
import type { Preflight, PushProgress, PushResult } from '../../../pipeline/contract/postgres.ts';
import { pushOptionsSchema } from '../../../pipeline/contract/postgres.ts';
import type { ask } from '../../ui/bridge.ts';
import { type JobColumnDraft, jobColumnsOf } from './job-column-draft.ts';
import { draftOf, emptyDraft, type TargetDraft, targetOf } from './target-draft.ts';

export type Doing = 'nothing' | 'checking' | 'foreseeing' | 'pushing';

export interface ExportState {
  /** Null before the app has told what it kept. */
  readonly connection: Connection | null;
  readonly target: TargetDraft;
  /** What the URL said otherwise than it was read. */
  readonly remarks: readonly string[];
  /** Null: the latest. */
  readonly runs: readonly string[] | null;
  readonly insertJobs: boolean;
  readonly createSchema: boolean;
  readonly jobColumns: readonly JobColumnDraft[];
  readonly doing: Doing;
  /** When that was begun, ISO 8601; null of nothing. */
  readonly since: string | null;
  readonly isCancelling: boolean;
  readonly preflight: Preflight | null;
  readonly progress: PushProgress | null;
  readonly result: PushResult | null;
  readonly error: BenchError | null;
}

const initial: ExportState = {
  connection: null,
  target: emptyDraft,
  remarks: [],
  runs: null,
  insertJobs: true,
  createSchema: false,
  jobColumns: [],
  doing: 'nothing',
  since: null,
  isCancelling: false,
  preflight: null,
  progress: null,
  result: null,
  error: null,
};

type Ask = typeof ask;

export class ExportStore {
  readonly #ask: Ask;
  #state = initial;
  #nextKey = 0;
  readonly #listeners = new Set<() => void>();

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly get = (): ExportState => this.#state;

  /** Once; later calls keep what was typed. */
  async load(): Promise<void> {
    if (this.#state.connection !== null) return;
    try {
      this.#connected(await this.#ask('export.connection', {}));
    } catch (thrown) {
      this.#set({ error: BenchError.wrap(thrown) });
    }
  }

  hear(event: AppEvent): void {
    if (event.event !== 'progress' || event.of !== 'push' || this.#state.doing === 'nothing') return;
    const phase = event.doing === 'comparing' || event.doing === 'sending' ? event.doing : 'checking';
    this.#set({ progress: { phase, done: event.done, total: event.total } });
  }

  /** What was found there was found by another form. */
  change(change: Partial<Pick<ExportState, 'runs' | 'insertJobs' | 'createSchema'>>): void {
    this.#set({ ...change, preflight: null, result: null, error: null });
  }

  changeTarget(change: Partial<TargetDraft>): void {
    this.#set({ target: { ...this.#state.target, ...change }, preflight: null, result: null, error: null });
  }

  addJobColumn(): void {
    this.#nextKey += 1;
    this.#setJobColumns([...this.#state.jobColumns, { key: this.#nextKey, column: '', fact: null, constant: '' }]);
  }

  changeJobColumn(key: number, change: Partial<JobColumnDraft>): void {
    this.#setJobColumns(this.#state.jobColumns.map((draft) => (draft.key === key ? { ...draft, ...change } : draft)));
  }

  removeJobColumn(key: number): void {
    this.#setJobColumns(this.#state.jobColumns.filter((draft) => draft.key !== key));
  }

  async askSecret(): Promise<void> {
    const target = targetOf(this.#state.target, this.#state.connection?.target ?? null);
    try {
      const answer = await this.#ask('export.askSecret', { target });
      if (answer === null) return;
      const { remarks, ...connection } = answer;
      this.#connected(connection);
      this.#set({ remarks, preflight: null, error: null });
    } catch (thrown) {
      this.#set({ error: BenchError.wrap(thrown) });
    }
  }

  /** @returns for how many seconds it can be brought back; null when it could not be forgotten */
  async forgetSecret(): Promise<number | null> {
    try {
      const { undo_seconds, ...connection } = await this.#ask('export.forgetSecret', {});
      this.#set({ connection });
      return undo_seconds;
    } catch (thrown) {
      this.#set({ error: BenchError.wrap(thrown) });
      return null;
    }
  }

  async undoForget(): Promise<void> {
    try {
      this.#set({ connection: await this.#ask('export.undoForget', {}) });
    } catch (thrown) {
      this.#set({ error: BenchError.wrap(thrown) });
    }
  }

  /** Of those that exist the ones that were ticked: the latest unless others were. A run may have been deleted since. */
  ticked(existing: readonly string[]): string[] {
    const { runs } = this.#state;
    if (runs === null) return existing.slice(0, 1);
    const there = new Set(existing);
    return runs.filter((run) => there.has(run));
  }

  /** A server can be tested before there is anything to push. */
  check(runs: readonly string[]): Promise<void> {
    return this.#work('checking', runs, async (draft) => {
      this.#set({ preflight: await this.#ask('export.check', draft) });
    });
  }

  /** What a push would write. */
  foresee(runs: readonly string[]): Promise<void> {
    return this.#work('foreseeing', runs, (draft) => this.#push({ ...draft, options: { ...draft.options, dry_run: true } }));
  }

  push(runs: readonly string[]): Promise<void> {
    return this.#work('pushing', runs, (draft) => this.#push(draft));
  }

  async cancel(): Promise<void> {
    this.#set({ isCancelling: true });
    await this.#ask('export.cancel', {}).catch(() => undefined);
  }

  /** What stands in the way is shown line by line, and not as the first of them. */
  async #push(draft: PushDraft): Promise<void> {
    const preflight = await this.#ask('export.check', draft);
    this.#set({ preflight });
    if (preflight.lines.some(({ state }) => state === 'problem')) return;
    this.#set({ result: await this.#ask('export.push', draft) });
  }

  async #work(doing: Doing, runs: readonly string[], work: (draft: PushDraft) => Promise<void>): Promise<void> {
    const draft = this.draft(runs);
    if (draft === null || this.#state.doing !== 'nothing') return;
    const since = new Date().toISOString();
    this.#set({ doing, since, isCancelling: false, preflight: null, progress: null, result: null, error: null });
    try {
      await work(draft);
    } catch (thrown) {
      this.#set({ error: BenchError.wrap(thrown) });
    } finally {
      const connection = await this.#ask('export.connection', {}).catch(() => this.#state.connection);
      this.#set({ doing: 'nothing', since: null, isCancelling: false, progress: null, connection });
    }
  }

  /** Null while the form is not filled in. */
  draft(runs: readonly string[]): PushDraft | null {
    const { target: typed, connection, jobColumns, insertJobs, createSchema } = this.#state;
    const target = targetOf(typed, connection?.target ?? null);
    if (target === null) return null;
    const options = pushOptionsSchema.parse({
      job_columns: jobColumnsOf(jobColumns),
      insert_jobs: insertJobs,
      create_schema: createSchema,
    });
    return { target, runs: [...runs], options };
  }

  #connected(connection: Connection): void {
    const { target } = connection;
    this.#set({ connection, ...(target === null ? {} : { target: draftOf(target) }) });
  }

  #setJobColumns(jobColumns: readonly JobColumnDraft[]): void {
    this.#set({ jobColumns, preflight: null, result: null, error: null });
  }

  #set(change: Partial<ExportState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
