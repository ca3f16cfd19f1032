/**
 * Follows the work that goes on, for whoever looks elsewhere: its progress on the taskbar or the dock, a notification when
 * long work ends while another window has the focus, and its beginning and end in the log.
 *
 *   const watch = new WorkWatch(log, desk);
 *   new RunControl({ onLive: (live) => watch.live(live), onEvent: (event) => watch.hear(event), … });
 *   await watch.push('push', () => exporter.ask('push', …));
 *
 * Holds: of a document only its file's name is logged, and of its error only the code. Imports no Electron.
 */
import type { EngineEvent } from '../../pipeline/contract/engine-messages.ts';
import { BenchError } from '../../pipeline/contract/errors.ts';
import type { LiveRun } from '../../pipeline/contract/live-run.ts';
import { plural } from '../../pipeline/contract/plural.ts';
import type { Log } from './log.ts';
import { endOf, nouns, progressOf, type Told, timeWords } from './work-words.ts';

/** Who waits for less looks on. */
const LONG_SECONDS = 60;
/** Of one run; the run's own list has them all. */
const MOST_FAILURES = 20;

export type Result =
  | { readonly kind: LiveRun['kind']; readonly run: string | null }
  | { readonly kind: 'push'; readonly run: null };

/** A dry run looks at all that a push would do, and writes nothing. */
export type Sending = 'push' | 'dry_run';

const sendings: Readonly<Record<Sending, { readonly noun: string; readonly name: string; readonly done: string }>> = {
  push: { noun: 'push', name: 'Push', done: 'What was sent is there, as the server counts it' },
  dry_run: { noun: 'dry run', name: 'Dry run', done: 'Nothing was written; the Export screen says what a push would write' },
};

/** Window and system, as far as they are needed here. */
export interface Desk {
  /** Whether the person looks at the app. */
  isFocused(): boolean;
  /** As the preference says. */
  wantsNotices(): boolean;
  /** `result`: what a click shows. */
  notify(told: Told, result: Result): void;
  /** From 0 to 1; null: going on, nobody knows how far; -1: nothing to show. */
  showProgress(share: number | null): void;
}

export class WorkWatch {
  readonly #log: Log;
  readonly #desk: Desk;
  readonly #now: () => number;
  #kind: LiveRun['kind'] = 'run';
  #failures = 0;
  readonly #underWay: Record<Sending, number> = { push: 0, dry_run: 0 };

  /** @param now seconds on any steady clock */
  constructor(log: Log, desk: Desk, now: () => number = () => performance.now() / 1000) {
    this.#log = log;
    this.#desk = desk;
    this.#now = now;
  }

  /** A dry run writes nothing that leaving could break off. */
  get isPushing(): boolean {
    return this.#underWay.push > 0;
  }

  /** @param kind of what is made or resumed, whichever way it is watched */
  begin(kind: LiveRun['kind']): void {
    this.#kind = kind;
    this.#failures = 0;
    this.#log.info(nouns[kind], 'asked for');
  }

  hear(event: EngineEvent): void {
    const noun = nouns[this.#kind];
    if (event.event === 'run_started') {
      const before = event.finished === 0 ? '' : `, ${event.finished} of them done before`;
      this.#log.info(noun, `${event.run_id} begun: ${plural(event.jobs, 'document')}${before}`);
    }
    if (event.event !== 'job_ended' || event.error === null) return;
    this.#failures += 1;
    if (this.#failures <= MOST_FAILURES) this.#log.warn(noun, `${event.error.code}: ${event.file}`);
    if (this.#failures === MOST_FAILURES) this.#log.warn(noun, 'further documents that fail are left out here');
  }

  live(live: LiveRun): void {
    this.#desk.showProgress(progressOf(live));
    if (live.phase !== 'ended') return;
    const kind = this.#kind;
    const told = endOf({ ...live, kind });
    const error = live.error === null ? '' : `${live.error.code}: `;
    this.#log[live.error === null ? 'info' : 'error'](
      nouns[kind],
      `${live.run_id ?? ''} ${told.title}: ${error}${told.text}`.trim(),
    );
    this.#told(told, live.elapsed_seconds, { kind, run: live.run_id });
  }

  /** The push itself may do as it likes; how it ended is told. */
  async push<Outcome>(sending: Sending, work: () => Promise<Outcome>): Promise<Outcome> {
    const start = this.#now();
    const { noun, name, done } = sendings[sending];
    this.#underWay[sending] += 1;
    this.#log.info(noun, 'begun');
    this.#desk.showProgress(null);
    const end = (how: string, text: string) => {
      this.#underWay[sending] -= 1;
      this.#desk.showProgress(-1);
      this.#told({ title: `${name} ${how}`, text }, this.#now() - start, { kind: 'push', run: null });
    };
    try {
      const outcome = await work();
      const text = `${done}, after ${timeWords(this.#now() - start)}.`;
      this.#log.info(noun, text);
      end('completed', text);
      return outcome;
    } catch (thrown) {
      const { message } = BenchError.wrap(thrown);
      this.#log.failure(noun, thrown);
      end('stopped', message);
      throw thrown;
    }
  }

  pushed(done: number, total: number): void {
    if (this.#underWay.push + this.#underWay.dry_run > 0) this.#desk.showProgress(total > 0 ? Math.min(1, done / total) : null);
  }

  #told(told: Told, seconds: number, result: Result): void {
    if (seconds >= LONG_SECONDS && !this.#desk.isFocused() && this.#desk.wantsNotices()) this.#desk.notify(told, result);
  }
}
