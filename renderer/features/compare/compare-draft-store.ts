/**
 * Holds the comparison to come while the person moves between screens, and does what the Compare screen's buttons say.
 *
 * Holds: what was typed for one way of comparing stays when another is looked at; what the app refuses becomes `problem`,
 * never an exception.
 */
import { BenchError } from '../../../pipeline/contract/errors.ts';
import type { SettingKey } from '../../../pipeline/contract/settings.ts';
import type { LiveRunStore } from '../../app/live-run-store.ts';
import type { ask } from '../../ui/bridge.ts';
import type { DocumentsDraft } from '../run/run-draft.ts';
import type { SettingTexts } from '../run/setting-fields.ts';
import {
  type CompareDraft,
  compareReadiness,
  emptyCompareDraft,
  LEAST_SIDES,
  MOST_SIDES,
  proposedValues,
  sideTextsOf,
  type Way,
} from './compare-draft.ts';

export class CompareDraftStore {
  #draft: CompareDraft = emptyCompareDraft;
  readonly #ask: typeof ask;
  readonly #live: LiveRunStore;
  readonly #documents: () => DocumentsDraft;
  readonly #listeners = new Set<() => void>();

  constructor(askApp: typeof ask, live: LiveRunStore, documents: () => DocumentsDraft) {
    this.#ask = askApp;
    this.#live = live;
    this.#documents = documents;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly get = (): CompareDraft => this.#draft;

  /** For the fields that are taken as they are typed. */
  set(change: Partial<Pick<CompareDraft, 'blocks' | 'materiality' | 'seed' | 'metric' | 'name'>>): void {
    this.#set(change);
  }

  choosePreset(preset: string): void {
    this.#set({ way: 'preset', preset });
  }

  /** Sides of one's own begin as those that were looked at last. */
  chooseWay(way: Exclude<Way, 'preset'>): void {
    const own = way === 'own' && this.#draft.own.length === 0 ? sideTextsOf(this.#draft) : this.#draft.own;
    this.#set({ way, own });
  }

  addSide(): void {
    if (this.#draft.own.length < MOST_SIDES) this.#set({ own: [...this.#draft.own, {}] });
  }

  /** @returns what puts it back where it was */
  removeSide(index: number): () => void {
    const { own } = this.#draft;
    const side = own[index];
    if (own.length <= LEAST_SIDES || side === undefined) return () => undefined;
    this.#set({ own: own.toSpliced(index, 1) });
    return () => {
      if (this.#draft.own.length < MOST_SIDES) this.#set({ own: this.#draft.own.toSpliced(index, 0, side) });
    };
  }

  setOnSide(index: number, key: SettingKey, text: string): void {
    this.#changeSide(index, (side) => ({ ...side, [key]: text }));
  }

  /**
   * The side then has what all share.
   * @returns what brings it back as it was typed
   */
  removeFromSide(index: number, key: SettingKey): () => void {
    const text = this.#draft.own[index]?.[key];
    this.#changeSide(index, ({ [key]: _gone, ...rest }) => rest);
    return () => {
      if (text !== undefined) this.setOnSide(index, key, text);
    };
  }

  sweepOver(key: SettingKey): void {
    this.#set({ sweep: { key, values: proposedValues(key, this.#draft.shared) } });
  }

  setSweepValue(index: number, text: string): void {
    const { key, values } = this.#draft.sweep;
    this.#set({ sweep: { key, values: values.with(index, text) } });
  }

  addSweepValue(): void {
    const { key, values } = this.#draft.sweep;
    if (values.length < MOST_SIDES) this.#set({ sweep: { key, values: [...values, ''] } });
  }

  /** @returns what puts it back where it was, unless another setting is swept by then */
  removeSweepValue(index: number): () => void {
    const { key, values } = this.#draft.sweep;
    const value = values[index];
    if (values.length <= LEAST_SIDES || value === undefined) return () => undefined;
    this.#set({ sweep: { key, values: values.toSpliced(index, 1) } });
    return () => {
      const { sweep } = this.#draft;
      if (sweep.key !== key || sweep.values.length >= MOST_SIDES) return;
      this.#set({ sweep: { key, values: sweep.values.toSpliced(index, 0, value) } });
    };
  }

  setShared(key: SettingKey, text: string): void {
    this.#set({ shared: { ...this.#draft.shared, [key]: text } });
  }

  resetShared(key: SettingKey): void {
    const { [key]: _gone, ...rest } = this.#draft.shared;
    this.#set({ shared: rest });
  }

  /** @returns what brings them back as they were typed */
  resetAllShared(): () => void {
    const { shared } = this.#draft;
    this.#set({ shared: {} });
    return () => this.#set({ shared });
  }

  dismissProblem(): void {
    this.#set({ problem: null });
  }

  async start(): Promise<void> {
    const readiness = compareReadiness(this.#draft, this.#documents());
    if (readiness.kind !== 'ready' || this.#draft.isStarting) return;
    this.#set({ isStarting: true, problem: null });
    try {
      await this.#ask('compare.start', readiness.comparison);
      const live = await this.#ask('run.live', {}).catch(() => null);
      if (live !== null) this.#live.begun(live);
      // A name is one comparison's; everything else is likely to serve the next one too.
      this.#set({ name: '' });
    } catch (thrown) {
      this.#set({ problem: BenchError.wrap(thrown).toInfo() });
    } finally {
      this.#set({ isStarting: false });
    }
  }

  #changeSide(index: number, change: (side: SettingTexts) => SettingTexts): void {
    this.#set({ own: this.#draft.own.map((side, at) => (at === index ? change(side) : side)) });
  }

  #set(change: Partial<CompareDraft>): void {
    this.#draft = { ...this.#draft, ...change };
    for (const listener of this.#listeners) listener();
  }
}
