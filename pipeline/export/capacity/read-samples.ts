/** Reads the jobs of a subject once, in the two forms in which they are reckoned with: for a projection, and for drift. */
import type { CapacityJob, CapacitySamples } from '../../analysis/capacity/samples.ts';
import type { DriftSample } from '../../analysis/drift/measure-drift.ts';
import { BenchError } from '../../contract/errors.ts';
import type { StageName } from '../../contract/stages.ts';
import type { CapacityDocumentRow, CapacityJobRow, CapacitySums } from '../../store/read-capacity.ts';
import type { Store } from '../../store/store.ts';
import { readMachineNoise } from '../comparison/machine-noise.ts';
import type { Subject } from './subject.ts';

/** Of the bootstrap: the same runs give the same intervals. */
const SEED = 1;

type Measured = Pick<Subject, 'runs' | 'side'>;

interface ReadJobs {
  readonly jobs: readonly CapacityJob[];
  readonly passes: number;
}

/** @throws BenchError `capacity.nothing_measured`, `store.*` */
export function readCapacitySamples(store: Store, subject: Measured): { samples: CapacitySamples; drift: DriftSample } {
  const { jobs, passes } = readJobs(store, subject);
  const succeeded = jobs.filter(({ state }) => state === 'succeeded').length;
  const [first] = subject.runs;
  if (first === undefined || succeeded === 0) throw new BenchError('capacity.nothing_measured', { run: first?.id ?? '' });
  const sums = subject.runs.map(({ id }) => store.capacitySumsOf(id, subject.side));
  const noise = readMachineNoise(store, first.environment, first.id);
  const samples: CapacitySamples = {
    jobs,
    passes,
    seed: SEED,
    stages: meanStages(sums, succeeded),
    startup_cpu_seconds: meanOver(sums.map(({ startup }) => ({ count: startup.workers, sum: startup.cpu_seconds }))),
    unattributed_cpu_seconds: meanOver(
      sums.map(({ unattributed }) => ({ count: unattributed.jobs, sum: unattributed.cpu_seconds })),
    ),
    machine_noise:
      noise === null || noise.pairs < 2
        ? null
        : // A pair is two passes, each with noise of its own.
          { relative: noise.pair_noise.cpu / Math.SQRT2, degrees_of_freedom: noise.pairs - 1 },
  };
  return { samples, drift: toDriftSample(jobs, arrivalsOf(store, subject)) };
}

/** Of a run that others are held against; it may hold nothing. */
export const readDriftSample = (store: Store, subject: Measured): DriftSample =>
  toDriftSample(readJobs(store, subject).jobs, arrivalsOf(store, subject));

const arrivalsOf = (store: Store, { runs }: Measured): number[] => runs.flatMap(({ id }) => store.arrivalsOf(id));

function readJobs(store: Store, { runs, side }: Measured): ReadJobs {
  const documents = new Map<string, number>();
  const passes = new Map<string, number>();
  const jobs: CapacityJob[] = [];
  for (const { id } of runs) {
    const known = new Map(store.capacityDocumentsOf(id, side).map((row) => [row.id, placed(row, documents)]));
    const rows = store.capacityJobsOf(id, side);
    const passOf = (row: CapacityJobRow): string => `${id} ${row.pass}`;
    // A pass that no document was read in tells nothing of passes, and is none.
    for (const row of rows) if (row.state === 'succeeded' && !passes.has(passOf(row))) passes.set(passOf(row), passes.size);
    for (const row of rows) {
      const document = known.get(row.document_id);
      jobs.push({
        document: document?.place ?? 0,
        pass: passes.get(passOf(row)) ?? 0,
        state: row.state === 'succeeded' || row.state === 'failed' ? row.state : 'unfinished',
        temperature: row.temperature,
        path: row.path,
        cpu_seconds: row.cpu_seconds,
        bytes: document?.bytes ?? 0,
        quality: row.quality,
      });
    }
  }
  return { jobs, passes: passes.size };
}

/** The same file in another folder is the same document. */
function placed(
  { sha256, root, file, bytes }: CapacityDocumentRow,
  known: Map<string, number>,
): { place: number; bytes: number } {
  const key = sha256 ?? `${root}/${file}`;
  const place = known.get(key) ?? known.size;
  known.set(key, place);
  return { place, bytes };
}

function meanStages(sums: readonly CapacitySums[], succeeded: number): CapacitySamples['stages'] {
  const means: Partial<Record<StageName, number>> = {};
  for (const { stages } of sums) {
    for (const [stage, seconds] of Object.entries(stages) as [StageName, number][]) {
      means[stage] = (means[stage] ?? 0) + seconds / succeeded;
    }
  }
  return means;
}

function meanOver(parts: readonly { readonly count: number; readonly sum: number }[]): number | null {
  const count = parts.reduce((total, part) => total + part.count, 0);
  return count === 0 ? null : parts.reduce((total, part) => total + part.sum, 0) / count;
}

/** Documents that came, whether they were read to their end or not; quality where it was scored. */
function toDriftSample(jobs: readonly CapacityJob[], arrivals: readonly number[]): DriftSample {
  const ended = jobs.filter(({ state }) => state !== 'unfinished');
  const bytes = new Map(ended.map((job) => [job.document, job.bytes]));
  const quality = new Map(ended.flatMap((job) => (job.quality === null ? [] : [[job.document, job.quality] as const])));
  const temperatures = ended.filter(({ state }) => state === 'succeeded').map(({ temperature }) => temperature);
  return {
    jobs: {
      cold: temperatures.filter((temperature) => temperature === 'cold').length,
      warm: temperatures.filter((temperature) => temperature === 'warm').length,
    },
    bytes: [...bytes.values()],
    quality: [...quality.values()],
    arrivals,
  };
}
