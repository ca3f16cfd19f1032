/** The parts of the system in the order in which the report expects them to give way, each with what was seen of it. */
import type { LoadFacts } from '../../contract/load.ts';
import { ERRORS_OF_GATEWAY, type Firing, type Level, type LoadSignal, type SignalVerdict } from './thresholds.ts';

const bottleneckNames = ['ocr_cpu', 'queue', 'pool', 'gateway'] as const;

export interface Bottleneck {
  readonly name: (typeof bottleneckNames)[number];
  /** Null: not measured. */
  readonly level: Level | null;
  /** When it first fired, and its place among those that did; null where it did not. */
  readonly since: number | null;
  readonly place: number | null;
  readonly evidence: string;
}

const signalOf: Readonly<Record<Bottleneck['name'], LoadSignal>> = {
  ocr_cpu: 'cpu',
  queue: 'queue',
  pool: 'pool',
  gateway: 'errors',
};

/** @param workersShare of the machine's CPU while it was full, 0 to 1; null where it was not */
export function bottlenecksOf(
  verdicts: readonly SignalVerdict[],
  stageCpu: LoadFacts['stage_cpu'],
  workersShare: number | null,
): Bottleneck[] {
  const found = bottleneckNames.map((name) => {
    const verdict = verdicts.find(({ signal }) => signal === signalOf[name]);
    const firings = verdict?.firings ?? [];
    const since = firings.reduce<number | null>((first, { from }) => (first === null ? from : Math.min(first, from)), null);
    return {
      name,
      level: verdict?.level ?? null,
      since,
      evidence: evidenceOf[name](verdict ?? null, firings, { stageCpu, workersShare }),
    };
  });
  const order = found
    .flatMap(({ name, since }) => (since === null ? [] : [{ name, since }]))
    .toSorted((a, b) => a.since - b.since);
  return found.map((each) => {
    const place = order.findIndex(({ name }) => name === each.name);
    return { ...each, place: place < 0 ? null : place + 1 };
  });
}

interface Cpu {
  readonly stageCpu: LoadFacts['stage_cpu'];
  readonly workersShare: number | null;
}
type Evidence = (verdict: SignalVerdict | null, firings: readonly Firing[], cpu: Cpu) => string;

const notMeasured = 'not measured';
const worstOf = (firings: readonly Firing[]): Firing | null =>
  firings.find(({ level }) => level === 'critical') ?? firings[0] ?? null;
const moment = (seconds: number): string => `${seconds.toFixed(0)} s`;

const evidenceOf: Readonly<Record<Bottleneck['name'], Evidence>> = {
  ocr_cpu(verdict, firings, { stageCpu, workersShare }) {
    if (verdict === null || verdict.level === null) return notMeasured;
    const ocr = ocrShare(stageCpu);
    const share = ocr === null ? '' : ` OCR burnt ${(ocr * 100).toFixed(0)} % of the CPU of all stages.`;
    const [fired] = firings;
    if (fired === undefined) return `CPU was not above 95 % for 30 s on end.${share}`;
    return `CPU had been above 95 % for 30 s at ${moment(fired.from)}, up to ${fired.worst.toFixed(0)} %.${heldText(workersShare)}${share}`;
  },
  queue(verdict, firings) {
    if (verdict === null || verdict.level === null) return notMeasured;
    const fired = worstOf(firings);
    if (fired === null) return 'Never more than 50 waited.';
    const limit = fired.level === 'critical' ? 100 : 50;
    return `More than ${limit} waited from ${moment(fired.from)} on, for ${moment(fired.seconds)}; at most ${fired.worst.toFixed(0)}.`;
  },
  pool(verdict, firings) {
    if (verdict === null || verdict.level === null) return 'not measured: no database was written to';
    const [fired] = firings;
    if (fired === undefined) return 'Two connections or more were free all the time.';
    return `Fewer than two connections were free from ${moment(fired.from)} on, for ${moment(fired.seconds)}.`;
  },
  gateway(verdict, firings) {
    if (verdict === null || verdict.level === null) return notMeasured;
    const fired = worstOf(firings);
    if (fired === null) return 'No answer was a 5xx.';
    const isGateway = fired.worst > ERRORS_OF_GATEWAY ? ' Above 5 % the gateway itself is the bottleneck.' : '';
    return `From ${moment(fired.from)} on answers were 5xx or did not come, up to ${(fired.worst * 100).toFixed(1)} % of those of ten seconds.${isGateway}`;
  },
};

/** A machine that others fill says nothing of OCR. */
function heldText(workersShare: number | null): string {
  if (workersShare === null) return '';
  const held = `${(workersShare * 100).toFixed(0)} % of the machine`;
  return workersShare < 0.5 ? ` Most of it was other programs': the workers held ${held}.` : ` The workers held ${held}.`;
}

function ocrShare(stageCpu: LoadFacts['stage_cpu']): number | null {
  const total = Object.values(stageCpu).reduce((sum, seconds) => sum + seconds, 0);
  return total === 0 ? null : (stageCpu.ocr ?? 0) / total;
}
