/**
 * Plays a plan against a gateway, in the open model: an upload leaves when its moment comes, however slow the system is, and
 * waits for no other. All moments are on one clock, from the beginning of the play; latency counts from the planned one.
 *
 * Holds at every moment: arrived = completed + failed + rejected + in flight.
 */
import { unsent } from '../../analysis/load/account.ts';
import type { Arrival, PlannedArrival } from '../../contract/load.ts';
import type { Seconds } from '../../contract/units.ts';
import type { UploadAnswer } from './upload-client.ts';

export interface PlayedDocument {
  readonly name: string;
  readonly content: Buffer;
}

export interface PlayOptions {
  readonly plan: readonly PlannedArrival[];
  readonly documentOf: (arrival: PlannedArrival) => PlayedDocument;
  readonly upload: (document: PlayedDocument, index: number) => Promise<UploadAnswer>;
  /** Resolves when the job of an accepted upload has ended; whether it succeeded. Rejects when that cannot be known. */
  readonly jobEnd: (jobId: string) => Promise<boolean>;
  /** Seconds since the beginning, on a clock that never goes back. */
  readonly now: () => Seconds;
  readonly onChange: (arrival: Readonly<Arrival>, index: number) => void;
  /** Its abort sends nothing more; what is on its way is waited for. */
  readonly enough?: AbortSignal;
  /** Its abort sends nothing more; what is on its way is waited for by nobody. */
  readonly signal: AbortSignal;
}

/** A timer wakes up to a millisecond late and never early, so the last millisecond is waited for in turns of the event loop. */
const EARLY_SECONDS = 0.0015;

/** Resolves when each arrival has come to its end, or the play was stopped. */
export async function play(options: PlayOptions): Promise<Arrival[]> {
  const arrivals: Arrival[] = options.plan.map(unsent);
  const ends: Promise<void>[] = [];
  const sending = AbortSignal.any([options.signal, ...(options.enough === undefined ? [] : [options.enough])]);
  for (const index of arrivals.keys()) {
    const { at } = arrivals[index] as Arrival;
    if (!(await untilMoment(at, options.now, sending))) break;
    ends.push(one(arrivals, index, options));
  }
  const stopped = new Promise<void>((resolve) => options.signal.addEventListener('abort', () => resolve(), { once: true }));
  await Promise.race([Promise.all(ends), ...(options.signal.aborted ? [Promise.resolve()] : [stopped])]);
  return arrivals;
}

/** False when it was stopped before. */
async function untilMoment(at: Seconds, now: PlayOptions['now'], signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted) {
    const left = at - now();
    if (left <= 0) return true;
    await (left > EARLY_SECONDS ? timer(left - EARLY_SECONDS, signal) : turn());
  }
  return false;
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const timer = (seconds: Seconds, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const over = () => {
      clearTimeout(waiting);
      signal.removeEventListener('abort', over);
      resolve();
    };
    const waiting = setTimeout(over, seconds * 1000);
    signal.addEventListener('abort', over, { once: true });
  });

async function one(
  arrivals: Arrival[],
  index: number,
  { upload, documentOf, jobEnd, now, onChange }: PlayOptions,
): Promise<void> {
  const change = (changed: Partial<Arrival>): void => {
    const arrival = { ...(arrivals[index] as Arrival), ...changed };
    arrivals[index] = arrival;
    onChange(arrival, index);
  };
  change({ sent: now(), outcome: 'in_flight' });
  const answer = await upload(documentOf(arrivals[index] as Arrival), index);
  const answered = now();
  if (answer.kind === 'lost') return change({ outcome: 'failed', answered: null, ended: answered });
  if (answer.kind === 'refused') return change({ outcome: 'rejected', answered, ended: answered, status: answer.status });
  change({ answered, status: answer.status, job_id: answer.job_id });
  const succeeded = await jobEnd(answer.job_id).catch(() => null);
  if (succeeded !== null) change({ outcome: succeeded ? 'completed' : 'failed', ended: now() });
}
