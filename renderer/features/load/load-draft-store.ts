/** Holds the load test to come while the person moves between screens, and begins it. */
import { BenchError } from '../../../pipeline/contract/errors.ts';
import type { LiveRunStore } from '../../app/live-run-store.ts';
import type { ask } from '../../ui/bridge.ts';
import type { RunDraft } from '../run/run-draft.ts';
import { emptyLoadDraft, type LoadDraft, loadReadiness, type NumberKey } from './load-draft.ts';

export class LoadDraftStore {
  #draft: LoadDraft = emptyLoadDraft;
  readonly #ask: typeof ask;
  readonly #live: LiveRunStore;
  readonly #run: () => RunDraft;
  readonly #listeners = new Set<() => void>();

  constructor(askApp: typeof ask, live: LiveRunStore, run: () => RunDraft) {
    this.#ask = askApp;
    this.#live = live;
    this.#run = run;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly get = (): LoadDraft => this.#draft;

  set(change: Partial<Pick<LoadDraft, 'profile' | 'name'>>): void {
    this.#set(change);
  }

  setNumber(key: NumberKey, text: string): void {
    this.#set({ numbers: { ...this.#draft.numbers, [key]: text } });
  }

  dismissProblem(): void {
    this.#set({ problem: null });
  }

  async start(): Promise<void> {
    const readiness = loadReadiness(this.#draft, this.#run());
    if (readiness.kind !== 'ready' || this.#draft.isStarting) return;
    this.#set({ isStarting: true, problem: null });
    try {
      await this.#ask('load.start', readiness.load);
      const live = await this.#ask('run.live', {}).catch(() => null);
      if (live !== null) this.#live.begun(live);
      this.#set({ name: '' });
    } catch (thrown) {
      this.#set({ problem: BenchError.wrap(thrown).toInfo() });
    } finally {
      this.#set({ isStarting: false });
    }
  }

  #set(change: Partial<LoadDraft>): void {
    this.#draft = { ...this.#draft, ...change };
    for (const listener of this.#listeners) listener();
  }
}
