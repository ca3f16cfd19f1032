/**
 * A discrete-event model of the pipeline: arrivals, a FIFO queue, workers that do one job at a time, and cores that all busy
 * threads share alike. Pure and without chance: the same scenario gives the same result, so chance is the caller's, and two
 * scenarios can meet the same arrivals and documents.
 *
 * Cores are shared by a clock of their own. While more threads are busy than there are cores, each gets cores ÷ threads of a
 * core; so there is one clock that runs at that rate, and a phase of 2 s ends when that clock has moved by 2 s, whatever comes and
 * goes meanwhile. Phases therefore never have to be rescheduled, and an event costs O(log workers).
 *
 * Holds at every moment: arrived = completed + failed + rejected + waiting + in flight; no worker rests while a job waits; the
 * cores that work are as many as threads are busy, or all of them.
 */
import FlatQueue from 'flatqueue';
import { Recorder, type SimulatedRun } from './recorder.ts';
import type { Scenario } from './scenario.ts';

/** A job's place in the plan, where it has none. */
const NONE = -1;

export function simulate(scenario: Scenario): SimulatedRun {
  const { arrivals, workload, documents, coldDocuments, cores, workers, queueLimit, backgroundThreads = 0, slowdown } = scenario;
  const { begin, seconds, threads, fails } = workload;
  const count = arrivals.length;
  const recorder = new Recorder(scenario);

  const queue = new Int32Array(count);
  let head = 0;
  let tail = 0;
  const idle: number[] = [];
  const cold = new Uint8Array(workers).fill(1);
  const jobOf = new Int32Array(workers).fill(NONE);
  const phaseOf = new Int32Array(workers);
  const lastPhaseOf = new Int32Array(workers);

  /** Workers by the moment at which they go on: on the clock of the cores, and on the wall's. */
  const working = new FlatQueue<number>();
  const waiting = new FlatQueue<number>();

  let now = 0;
  let coreClock = 0;
  let busyThreads = 0;
  let next = 0;
  let inFlight = 0;

  for (let worker = 0; worker < workers; worker += 1) {
    const ready = scenario.readyAt?.[worker] ?? 0;
    if (ready > 0) waiting.push(worker, ready);
    else idle.push(worker);
  }

  const rate = (): number => {
    const wanted = busyThreads + backgroundThreads;
    const share = wanted > cores ? cores / wanted : 1;
    return slowdown === undefined ? share : share / slowdown(Math.min(1, wanted / cores));
  };

  function begun(worker: number, job: number): void {
    const isCold = cold[worker] === 1;
    cold[worker] = 0;
    const document = ((isCold ? coldDocuments : documents)[job] as number) ?? 0;
    jobOf[worker] = job;
    phaseOf[worker] = begin[document] as number;
    lastPhaseOf[worker] = begin[document + 1] as number;
    inFlight += 1;
    recorder.started(job, now, document, isCold);
    enterPhase(worker);
  }

  /** Goes into the phase that the worker is at, or ends its job and takes the next. */
  function enterPhase(worker: number): void {
    const phase = phaseOf[worker] as number;
    if (phase < (lastPhaseOf[worker] as number)) {
      const length = seconds[phase] as number;
      const width = threads[phase] as number;
      if (width === 0) waiting.push(worker, now + length);
      else {
        busyThreads += width;
        working.push(worker, coreClock + length);
      }
      return;
    }
    const job = jobOf[worker] as number;
    jobOf[worker] = NONE;
    inFlight -= 1;
    recorder.ended(job, now, fails[recorder.documentOf(job)] === 1);
    takeNext(worker);
  }

  function takeNext(worker: number): void {
    if (head < tail) begun(worker, queue[head++] as number);
    else idle.push(worker);
  }

  function arrive(job: number): void {
    const worker = idle.shift();
    if (worker !== undefined) begun(worker, job);
    else if (tail - head >= queueLimit) recorder.rejected(job);
    else queue[tail++] = job;
  }

  /** The worker's phase is over, or it has come up. */
  function goOn(worker: number): void {
    if (jobOf[worker] === NONE) return takeNext(worker);
    phaseOf[worker] = (phaseOf[worker] as number) + 1;
    enterPhase(worker);
  }

  while (next < count || head < tail || inFlight > 0) {
    const speed = rate();
    const coresDone = working.length > 0 ? now + ((working.peekValue() as number) - coreClock) / speed : Number.POSITIVE_INFINITY;
    const waitOver = waiting.length > 0 ? (waiting.peekValue() as number) : Number.POSITIVE_INFINITY;
    const arrival = next < count ? (arrivals[next] as number) : Number.POSITIVE_INFINITY;
    const then = Math.max(now, Math.min(coresDone, waitOver, arrival));
    recorder.advance(now, then, { busyThreads, waiting: tail - head, inFlight });
    if (coresDone <= waitOver && coresDone <= arrival) {
      const finished = working.peekValue() as number;
      now = then;
      coreClock = finished;
      const worker = working.pop() as number;
      busyThreads -= threads[phaseOf[worker] as number] as number;
      // Sums of fractions leave a trace, and a machine at rest is at rest.
      if (working.length === 0) busyThreads = 0;
      goOn(worker);
      continue;
    }
    coreClock += (then - now) * speed;
    now = then;
    if (waitOver <= arrival) goOn(waiting.pop() as number);
    else {
      recorder.arrived();
      arrive(next);
      next += 1;
    }
  }
  return recorder.finish(now);
}
