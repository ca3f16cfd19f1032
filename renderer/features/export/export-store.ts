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

  check(run: string | null): Promise<void> {
    return this.#work('checking', run, async (draft) => {
      this.#set({ preflight: await this.#ask('export.check', draft) });
    });
  }

  /** What a push would write. */
  foresee(run: string | null): Promise<void> {
    return this.#work('foreseeing', run, (draft) => this.#push({ ...draft, options: { ...draft.options, dry_run: true } }));
  }

  push(run: string | null): Promise<void> {
    return this.#work('pushing', run, (draft) => this.#push(draft));
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

  /** @param latest the run that is meant where none was chosen */
  async #work(doing: Doing, latest: string | null, work: (draft: PushDraft) => Promise<void>): Promise<void> {
    const draft = this.draft(latest);
    if (draft === null || this.#state.doing !== 'nothing') return;
    this.#set({ doing, isCancelling: false, preflight: null, progress: null, result: null, error: null });
    try {
      await work(draft);
    } catch (thrown) {
      this.#set({ error: BenchError.wrap(thrown) });
    } finally {
      const connection = await this.#ask('export.connection', {}).catch(() => this.#state.connection);
      this.#set({ doing: 'nothing', isCancelling: false, progress: null, connection });
    }
  }

  /** Null while the form is not filled in. */
  draft(latest: string | null): PushDraft | null {
    const { target: typed, connection, runs, jobColumns, insertJobs, createSchema } = this.#state;
    const target = targetOf(typed, connection?.target ?? null);
    const chosen = runs ?? (latest === null ? [] : [latest]);
    if (target === null || chosen.length === 0) return null;
    const options = pushOptionsSchema.parse({
      job_columns: jobColumnsOf(jobColumns),
      insert_jobs: insertJobs,
      create_schema: createSchema,
    });
    return { target, runs: [...chosen], options };
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
