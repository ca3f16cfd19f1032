/** What is told of work that goes on or has ended, in sentences: for notifications, the log, and the question before leaving. Pure. */
import type { LiveRun } from '../../pipeline/contract/live-run.ts';

export const nouns: Readonly<Record<LiveRun['kind'], string>> = { run: 'run', compare: 'comparison', load: 'load test' };

export interface Told {
  readonly title: string;
  readonly text: string;
}

const capital = (noun: string): string => noun.charAt(0).toUpperCase() + noun.slice(1);
const count = (value: number): string => new Intl.NumberFormat('en').format(value);
const documents = (amount: number): string => `${count(amount)} ${amount === 1 ? 'document' : 'documents'}`;

export function timeWords(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  return minutes < 60 ? `${minutes} min ${whole % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** How a run, a comparison or a load test ended. */
export function endOf(live: LiveRun): Told {
  const noun = capital(nouns[live.kind]);
  const name = live.name === '' ? '' : `“${live.name}”: `;
  const { total, finished_before, succeeded, failed } = live.jobs;
  const measured = live.outcome?.summary.jobs.succeeded ?? finished_before + succeeded;
  const lost = live.outcome?.summary.jobs.failed ?? failed;
  const done = `${documents(measured)} measured, ${count(lost)} failed, in ${timeWords(live.elapsed_seconds)}`;
  switch (live.outcome?.state) {
    case 'completed':
      return { title: `${noun} completed`, text: `${name}${done}.` };
    case 'failed':
      return { title: `${noun} failed`, text: `${name}${done}.` };
    case 'cancelled':
    case 'interrupted':
    case 'running':
      return { title: `${noun} stopped`, text: `${name}${done}; ${documents(total - measured - lost)} not yet done.` };
    case undefined:
      return { title: `${noun} could not go on`, text: `${name}${live.error?.message ?? done}` };
  }
}

/** From 0 to 1, as Electron takes it; null while no one can say, -1 when there is nothing to show. */
export function progressOf({ phase, jobs, prepared }: LiveRun): number | null {
  const share = (done: number, total: number) => (total > 0 ? Math.min(1, done / total) : null);
  switch (phase) {
    case 'preparing':
      return share(prepared.done, prepared.total) === 1 ? null : share(prepared.done, prepared.total);
    case 'running':
    case 'stopping':
      return share(jobs.finished_before + jobs.succeeded + jobs.failed, jobs.total);
    case 'ended':
      return -1;
  }
}

/** What leaving now would mean; null when nothing is under way. */
export function questionOf(live: LiveRun | null, isPushing: boolean): Told | null {
  if (live !== null && live.phase !== 'ended') {
    const { total, finished_before, succeeded, failed } = live.jobs;
    const done = finished_before + succeeded + failed;
    const noun = nouns[live.kind];
    const rest =
      live.kind === 'load'
        ? 'What was measured is kept, and arrivals that are still to come are not sent.'
        : `What is measured is kept, and the ${noun} can be resumed from the list of runs.`;
    return {
      title: `A ${noun} is going on.`,
      text:
        live.phase === 'preparing'
          ? 'Its documents are being looked at.'
          : `${count(done)} of ${documents(total)} are done. ${rest}`,
    };
  }
  if (!isPushing) return null;
  return { title: 'A push is going on.', text: 'What was sent stays there; pushing the same runs again sends the rest.' };
}
