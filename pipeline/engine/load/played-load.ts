/** The load that a test plays: its arrivals as the generator tells of them, and what of that is kept. */
import path from 'node:path';
import { unsent } from '../../analysis/load/account.ts';
import type { Arrival, GatewayAddress, LoadPlan, LoadRequest, PlannedArrival } from '../../contract/load.ts';
import { type Microseconds, type Seconds, toSeconds } from '../../contract/units.ts';
import { type Warning, warning } from '../../contract/warnings.ts';
import type { ProcessHost } from '../../process/host.ts';
import type { RunClock } from '../run-clock.ts';
import type { EngineContext } from '../run-progress.ts';
import { GeneratorProcess } from './generator-process.ts';
import { type LoadDocuments, uploadName } from './load-documents.ts';

/** From the word to the first moment of the plan: time enough for the word to arrive. */
const LEAD_US = 300_000;
/** Beyond the gateway's own limit, so that its answer is heard. */
const ANSWER_GRACE_MS = 5000;

export interface PlayedLoadOptions {
  readonly context: EngineContext;
  readonly request: LoadRequest;
  /** The run's. */
  readonly id: string;
  readonly clock: RunClock;
  readonly documents: LoadDocuments;
  readonly arrivals: readonly PlannedArrival[];
  readonly host: ProcessHost;
  /** A folder with copies of the documents; null where they lie on this machine themselves. */
  readonly sentFrom: string | null;
  readonly keepPlan: (changes: Partial<LoadPlan>) => void;
}

export class PlayedLoad {
  readonly #options: PlayedLoadOptions;
  readonly #arrivals: Arrival[];
  readonly #changed = new Map<number, Arrival>();
  #generator: GeneratorProcess | null = null;
  #isEnough = false;
  #generatorCpuUs: Microseconds = 0;
  #unanswered: Readonly<Record<string, number>> = {};
  #began: Seconds | null = null;

  constructor(options: PlayedLoadOptions) {
    this.#options = options;
    this.#arrivals = options.arrivals.map(unsent);
  }

  get arrivals(): readonly Arrival[] {
    return this.#arrivals;
  }

  /** Of the generator's process, since its load began. */
  get generatorCpuUs(): Microseconds {
    return this.#generatorCpuUs;
  }

  get hasBegun(): boolean {
    return this.#began !== null;
  }

  /** Since the load began; 0 before. */
  get now(): Seconds {
    return this.#began === null ? 0 : toSeconds(this.#options.clock.now()) - this.#began;
  }

  /**
   * Resolves when all that was sent has ended, or after `stop`.
   * @param untilReady resolves with whether there is somebody to read what is sent
   * @throws BenchError `input.*`, `load.generator_died`, `store.*`
   */
  async play(gateway: GatewayAddress, untilReady: () => Promise<boolean>): Promise<void> {
    const { context, request, host, documents, arrivals, clock, id, keepPlan, sentFrom } = this.#options;
    const named = (from: LoadDocuments['byPath']['fast']) =>
      from.map((document) => ({ name: uploadName(document), file: path.join(sentFrom ?? document.root, document.file) }));
    const generator = new GeneratorProcess(host, context.generatorEntry, ({ changes, cpu_us, unanswered }) => {
      this.#generatorCpuUs = cpu_us;
      this.#unanswered = unanswered;
      for (const { index, arrival } of changes) {
        this.#arrivals[index] = arrival;
        this.#changed.set(index, arrival);
      }
    });
    this.#generator = generator;
    try {
      await generator.prepare({
        plan: [...arrivals],
        documents: { fast: named(documents.byPath.fast), standard: named(documents.byPath.standard) },
        gateway,
        timeout_ms: request.limits.request_timeout_ms + ANSWER_GRACE_MS,
        ends: request.gateway === null ? 'webhook' : 'ask',
      });
      if (!(await untilReady())) return;
      const beginUs = clock.now() + LEAD_US;
      context.store.planArrivals(id, toSeconds(beginUs), arrivals);
      this.#began = toSeconds(beginUs);
      keepPlan({ began: this.#began });
      await generator.play(clock.originUs + beginUs);
    } finally {
      this.#generator = null;
      generator.close();
    }
  }

  stop(): void {
    this.#generator?.stop();
  }

  /** Nothing more is sent; what was sent is waited for. */
  enough(): void {
    if (this.#generator === null || this.#isEnough) return;
    this.#isEnough = true;
    this.#generator.enough();
    this.#options.keepPlan({ stopped_at: this.now });
  }

  /** @throws BenchError `store.*` */
  keepChanges(): void {
    if (this.#began === null || this.#changed.size === 0) return;
    this.#options.context.store.keepArrivals(this.#options.id, this.#began, this.#changed);
    this.#changed.clear();
  }

  /** What of the load nobody answered; null: all was. */
  get warning(): Warning | null {
    const reasons = Object.entries(this.#unanswered).toSorted(([, a], [, b]) => b - a);
    const count = reasons.reduce((sum, [, times]) => sum + times, 0);
    if (count === 0) return null;
    return warning('load.no_answer', { count, reasons: reasons.map(([reason, times]) => `${reason} ${times}`).join(', ') });
  }
}
