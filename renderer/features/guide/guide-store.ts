/**
 * What the window knows of a newcomer's way: the newest runs, and what was looked at or put away, which the app keeps. Runs are
 * not asked for once the steps are put away: nobody looks at them.
 */
import type { Guide } from '../../../pipeline/contract/app-calls.ts';
import type { RunListItem } from '../../../pipeline/contract/run.ts';
import type { ask } from '../../ui/bridge.ts';
import type { Route } from '../../ui/route.ts';
import { openedBy } from './guide-steps.ts';

/** Enough to find a run, a comparison and a load test among. */
const NEWEST = 200;

export interface GuideView {
  readonly guide: Guide;
  readonly runs: readonly RunListItem[];
  /** Whether both are known: what is not known yet is not shown. */
  readonly isKnown: boolean;
}

export class GuideStore {
  #view: GuideView = { guide: { dismissed: true, opened: [] }, runs: [], isKnown: false };
  #route: Route | null = null;
  #reads = 0;
  readonly #ask: typeof ask;
  readonly #listeners = new Set<() => void>();

  constructor(askApp: typeof ask) {
    this.#ask = askApp;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly get = (): GuideView => this.#view;

  /** As the app kept it. */
  async begin(): Promise<void> {
    const about = await this.#ask('about', {}).catch(() => null);
    if (about === null) return;
    this.#set({ guide: about.guide });
    await this.readRuns();
  }

  /** Again when runs came, went or changed. */
  async readRuns(): Promise<void> {
    if (this.#view.guide.dismissed) return;
    const turn = ++this.#reads;
    const runs = await this.#ask('runs.list', { search: '', limit: NEWEST, offset: 0 }).catch(() => null);
    if (runs === null || turn !== this.#reads) return;
    this.#set({ runs, isKnown: true });
    this.#look();
  }

  /** Where the person is now. */
  visit(route: Route): void {
    this.#route = route;
    this.#look();
  }

  dismiss(): void {
    this.#keep({ ...this.#view.guide, dismissed: true });
  }

  bringBack(): void {
    this.#keep({ ...this.#view.guide, dismissed: false });
    void this.readRuns();
  }

  #look(): void {
    const { guide, runs, isKnown } = this.#view;
    const opened = this.#route === null || !isKnown || guide.dismissed ? null : openedBy(this.#route, runs);
    if (opened !== null && !guide.opened.includes(opened)) this.#keep({ ...guide, opened: [...guide.opened, opened] });
  }

  #keep(guide: Guide): void {
    this.#set({ guide });
    // A wish that could not be kept holds until the app is closed.
    void this.#ask('guide.keep', guide).catch(() => undefined);
  }

  #set(change: Partial<GuideView>): void {
    this.#view = { ...this.#view, ...change };
    for (const listener of this.#listeners) listener();
  }
}
