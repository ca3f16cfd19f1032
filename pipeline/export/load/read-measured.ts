/** Reads what a simulation is fed with: the jobs of a run, and when they came and ended where it was a load test. */

import { orderStatistic } from '../../analysis/load/percentile.ts';
import { type Environment, environmentSchema } from '../../contract/environment.ts';
import { BenchError } from '../../contract/errors.ts';
import { type KeptArrival, loadPlanSchema } from '../../contract/load.ts';
import { plural } from '../../contract/plural.ts';
import type { JobRecord } from '../../contract/run.ts';
import { parseSettings } from '../../contract/settings.ts';
import type { Signal, SignalName } from '../../contract/signals.ts';
import type { MeasuredJob, MeasuredRun } from '../../contract/simulation.ts';
import { type Microseconds, type Seconds, toSeconds } from '../../contract/units.ts';
import type { Store } from '../../store/store.ts';

/** @throws BenchError `run.not_found`, `simulate.is_comparison`, `simulate.nothing_measured` */
export function readMeasured(store: Store, id: string): MeasuredRun {
  const run = store.readRun(id);
  if (run.kind === 'compare') throw new BenchError('simulate.is_comparison', { run: id });
  const settings = parseSettings(run.settings);
  const environment = environmentSchema.parse(run.environment);
  const cores = usableCores(environment);
  const began = loadPlanSchema.safeParse(run.plan.load).data?.began ?? 0;
  const arrivals = new Map(
    store.loadArrivalsOf(id).flatMap((arrival) => (arrival.job_id === null ? [] : [[arrival.job_id, arrival]])),
  );
  const records = new Map(store.jobsOf(id, { limit: Number.MAX_SAFE_INTEGER }).map((job) => [job.id, job]));
  const jobs = store
    .samplesOf(id)
    .flatMap((sample): (MeasuredJob & { readonly started: Seconds; readonly gateway: Seconds | null })[] => {
      const record = records.get(sample.job);
      const arrival = arrivals.get(sample.job);
      if (record === undefined || record.started_us === null || record.ended_us === null) return [];
      return [
        {
          path: sample.path,
          temperature: sample.temperature,
          failed: sample.state === 'failed',
          stages: Object.fromEntries(
            Object.entries(sample.stages).map(([stage, { cpu_us, wall_us }]) => [
              stage,
              { cpu_seconds: toSeconds(cpu_us), wall_seconds: toSeconds(wall_us) },
            ]),
          ),
          wall_seconds: toSeconds(record.ended_us - record.started_us),
          unattributed_cpu_seconds: toSeconds((record.unattributed_user_us ?? 0) + (record.unattributed_system_us ?? 0)),
          ...momentsOf(record, arrival, run.kind === 'load' ? began : null),
          started: toSeconds(record.started_us),
          gateway: gatewaySeconds(record, arrival),
        },
      ];
    });
  if (jobs.length === 0) throw new BenchError('simulate.nothing_measured', { run: id });
  const first = jobs.reduce((least, { came, started }) => Math.min(least, came ?? started), Number.POSITIVE_INFINITY);
  const last = jobs.reduce((most, { ended, started, wall_seconds }) => Math.max(most, ended ?? started + wall_seconds), 0);
  return {
    run: id,
    kind: run.kind,
    name: run.name,
    machine: `${environment.cpu_model}, ${plural(environment.cores, 'core')}${cores < environment.cores ? `, limited to ${cores}` : ''}`,
    cores,
    workers: settings.workers,
    threads: settings['ocr.threads'],
    gateway_seconds: orderStatistic(Float64Array.from(jobs.flatMap(({ gateway }) => gateway ?? [])).sort(), 0.5) ?? 0,
    jobs: jobs
      .toSorted((a, b) => (a.came ?? a.started) - (b.came ?? b.started))
      .map(({ started: _started, gateway: _gateway, ...job }) => job),
    makespan_seconds: last - first,
    // Where the workers may not use the whole machine, what it does tells nothing of what was taken from them.
    background_cores:
      cores < environment.cores ? null : backgroundCores(store.signalsOf(id), environment.cores, settings.workers),
  };
}

/** A control group may grant half a core, and the model knows whole ones. */
const usableCores = ({ cores, core_quota }: Environment): number =>
  core_quota === null ? cores : Math.max(1, Math.min(cores, Math.round(core_quota)));

/** An upload of an outside tool was not planned by anyone here: it came when the gateway took it. */
function momentsOf(
  { queued_us, ended_us }: JobRecord,
  arrival: KeptArrival | undefined,
  began: Seconds | null,
): Pick<MeasuredJob, 'came' | 'ended'> {
  if (began === null) return { came: null, ended: null };
  if (arrival !== undefined) return { came: arrival.at - began, ended: arrival.ended === null ? null : arrival.ended - began };
  const since = (us: Microseconds | null) => (us === null ? null : toSeconds(us) - began);
  return { came: since(queued_us), ended: since(ended_us) };
}

/** Of an upload's latency what neither the queue nor a worker took. */
function gatewaySeconds({ queued_us, ended_us }: JobRecord, arrival: KeptArrival | undefined): Seconds | null {
  if (arrival === undefined || arrival.ended === null || queued_us === null || ended_us === null) return null;
  return Math.max(0, arrival.ended - arrival.at - toSeconds(ended_us - queued_us));
}

/** What the machine did beside the workers, over the seconds in which every worker had a job. */
function backgroundCores(signals: readonly Signal[], cores: number, workers: number): number | null {
  const of = (name: SignalName) => new Map(signals.flatMap((each) => (each.name === name ? [[each.time_us, each.value]] : [])));
  const machine = of('machine_cpu_percent');
  const ours = of('workers_cpu_percent');
  const inFlight = of('jobs_in_flight');
  const others = [...machine].flatMap(([time, percent]) => {
    const own = ours.get(time);
    return own === undefined || (inFlight.get(time) ?? 0) < workers ? [] : [(percent / 100) * cores - own / 100];
  });
  if (others.length === 0) return null;
  return Math.max(0, others.reduce((sum, value) => sum + value, 0) / others.length);
}
