/** What the gateway counts, for Prometheus (https://prometheus.io/docs/practices/naming/) and for the load test itself. */
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Intake } from './intake.ts';

/** Where documents are sent. */
export const UPLOADS = '/v1/documents';
/** From a document that is refused at once to one that waits for the gateway's own limit. */
const SECONDS_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export class GatewayMetrics {
  readonly #registry = new Registry();
  readonly #answers: Counter<'path' | 'status'>;
  readonly #seconds: Histogram<'path'>;
  readonly #jobs: Counter<'outcome'>;
  /** Since it was opened: all answers, and those of them that were 5xx. */
  answers = 0;
  serverErrors = 0;
  /** Uploads that were not taken, by status. */
  readonly refused: Record<string, number> = {};

  constructor(intake: Intake) {
    const registers = [this.#registry];
    this.#answers = new Counter({
      name: 'rythmiq_http_answers_total',
      help: 'Answers by path and status',
      labelNames: ['path', 'status'],
      registers,
    });
    this.#seconds = new Histogram({
      name: 'rythmiq_http_seconds',
      help: 'From the head of a request to its answer',
      labelNames: ['path'],
      buckets: SECONDS_BUCKETS,
      registers,
    });
    this.#jobs = new Counter({
      name: 'rythmiq_jobs_total',
      help: 'Jobs that ended, by outcome',
      labelNames: ['outcome'],
      registers,
    });
    new Gauge({
      name: 'rythmiq_queue_depth',
      help: 'Jobs that wait',
      registers,
      collect() {
        this.set(intake.depth);
      },
    });
    new Gauge({
      name: 'rythmiq_jobs_in_flight',
      help: 'Jobs that workers are at',
      registers,
      collect() {
        this.set(intake.inFlight);
      },
    });
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  text(): Promise<string> {
    return this.#registry.metrics();
  }

  answered(path: string, status: number, seconds: number): void {
    this.answers += 1;
    if (status >= 500) this.serverErrors += 1;
    if (path === UPLOADS && status >= 400) this.refused[status] = (this.refused[status] ?? 0) + 1;
    this.#answers.inc({ path, status: String(status) });
    this.#seconds.observe({ path }, seconds);
  }

  jobEnded(outcome: 'succeeded' | 'failed'): void {
    this.#jobs.inc({ outcome });
  }
}
