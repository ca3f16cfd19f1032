/** For tests: what is kept of a load test, made up. Nothing of it was measured, and nothing that ships uses it. */
import type { KeptArrival, LoadFacts, LoadShape } from '../../../contract/load.ts';
import { defaultLimits } from '../../../contract/load.ts';
import { defaultSettings } from '../../../contract/settings.ts';
import type { Signal, SignalName } from '../../../contract/signals.ts';

/** The load begins so long after the run's origin. */
export const BEGAN = 3;

export interface LoadWishes {
  readonly shape?: LoadShape;
  /** Planned moments since the beginning. */
  readonly moments?: readonly number[];
  readonly outcome?: (index: number) => KeptArrival['outcome'];
  /** Each upload waits and is worked on for so long. */
  readonly wait?: number;
  readonly service?: number;
  /** How late the generator sends. */
  readonly late?: number;
  /** Of each second from the beginning on. */
  readonly signals?: Readonly<Partial<Record<SignalName, (second: number) => number>>>;
  readonly seconds?: number;
  readonly stage_cpu?: LoadFacts['stage_cpu'];
  /** Of another machine's gateway. */
  readonly gateway_url?: string;
  /** No answer came to those that failed. */
  readonly isSilent?: boolean;
}

export function sampleLoad({
  shape = { profile: 'burst', users: 50, documents_per_user: 5 },
  moments = Array.from({ length: 20 }, (_, index) => index / 2),
  outcome = () => 'completed',
  wait = 1,
  service = 2,
  late = 0,
  signals = {},
  seconds = 60,
  stage_cpu = { fetch: 1, ocr: 9 },
  gateway_url,
  isSilent = false,
}: LoadWishes = {}): LoadFacts {
  const arrivals = moments.map((moment, index): KeptArrival => {
    const at = BEGAN + moment;
    const became = outcome(index);
    const wasSent = became !== 'planned';
    const isLost = isSilent && became === 'failed';
    const isDone = became === 'completed' || became === 'failed';
    return {
      at,
      path: 'fast',
      document: index,
      sent: wasSent ? at + late : null,
      answered: wasSent && !isLost && became !== 'in_flight' ? at + late + 0.01 : null,
      ended: isDone ? at + wait + service : became === 'rejected' ? at + late + 0.01 : null,
      status: became === 'rejected' ? 503 : wasSent && !isLost ? 202 : null,
      outcome: became,
      job_id: null,
      job_started: isDone ? at + wait : null,
      job_ended: isDone ? at + wait + service : null,
    };
  });
  const kept = Object.entries(signals).flatMap(([name, valueAt]): Signal[] =>
    Array.from({ length: seconds }, (_, second) => ({
      time_us: (BEGAN + second) * 1e6,
      name: name as SignalName,
      value: valueAt(second),
    })),
  );
  return {
    run: '00000000-0000-4000-8000-000000000001',
    name: '',
    state: 'completed',
    created_at: '2026-11-20T09:30:00.000Z',
    machine: 'AMD EPYC, 16 cores',
    cores: 16,
    settings: defaultSettings,
    plan: {
      shape,
      seed: 1,
      fast_share: 0.7,
      limits: defaultLimits,
      gateway_url: gateway_url ?? null,
      began: BEGAN,
      stopped_at: null,
      refused: {},
    },
    served: null,
    arrivals,
    signals: kept,
    stage_cpu,
    warnings: [],
  };
}
