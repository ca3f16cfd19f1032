/**
 * The queue behind the gateway, in this process: documents wait in the order in which they came. What is accepted was kept by
 * whoever made the queue (`keep`), so an answer of 202 is a promise.
 */
import type { MetricsContract } from '../../contract/metrics.ts';
import type { Intake, JobView, ReceivedDocument } from '../gateway/intake.ts';

export interface LocalQueueOptions {
  /** Jobs that may wait. */
  readonly room: number;
  /** Before the document is accepted; what it throws refuses it. */
  readonly keep: (document: ReceivedDocument) => Promise<void> | void;
}

export class LocalQueue implements Intake {
  readonly #options: LocalQueueOptions;
  readonly #waiting: ReceivedDocument[] = [];
  readonly #running = new Map<string, ReceivedDocument>();
  readonly #ended = new Map<string, MetricsContract>();
  /** Workers that found nothing. */
  readonly #idle: ((document: ReceivedDocument | null) => void)[] = [];
  /** Documents that are being kept: they have their place already. */
  #coming = 0;
  #isClosed = false;

  constructor(options: LocalQueueOptions) {
    this.#options = options;
  }

  get hasRoom(): boolean {
    return !this.#isClosed && this.depth + this.#coming < this.#options.room;
  }

  get depth(): number {
    return this.#waiting.length;
  }

  get inFlight(): number {
    return this.#running.size;
  }

  async accept(document: ReceivedDocument): Promise<boolean> {
    if (!this.hasRoom) return false;
    this.#coming += 1;
    try {
      await this.#options.keep(document);
    } finally {
      this.#coming -= 1;
    }
    const worker = this.#idle.shift();
    if (worker === undefined) this.#waiting.push(document);
    else this.#hand(document, worker);
    return true;
  }

  /** The next document, when there is one; null when the queue was closed and is empty. */
  take(): Promise<ReceivedDocument | null> {
    return new Promise((resolve) => {
      const document = this.#waiting.shift();
      if (document !== undefined) this.#hand(document, resolve);
      else if (this.#isClosed && this.#coming === 0) resolve(null);
      else this.#idle.push(resolve);
    });
  }

  /** One that was taken and not begun: it is the next again. */
  giveBack({ job_id }: Pick<ReceivedDocument, 'job_id'>): void {
    const document = this.#running.get(job_id);
    if (document === undefined) return;
    this.#running.delete(job_id);
    const worker = this.#idle.shift();
    if (worker === undefined) this.#waiting.unshift(document);
    else this.#hand(document, worker);
  }

  get isOver(): boolean {
    return this.#isClosed && this.#waiting.length + this.#coming === 0;
  }

  ended(contract: MetricsContract): void {
    this.#running.delete(contract.job_id);
    this.#ended.set(contract.job_id, contract);
  }

  /** Nothing more comes; what waits is still handed out. */
  close(): void {
    this.#isClosed = true;
    for (const worker of this.#idle.splice(0)) worker(null);
  }

  read(jobId: string): JobView | null {
    const contract = this.#ended.get(jobId);
    if (contract !== undefined) return { state: 'ended', contract };
    if (this.#running.has(jobId)) return { state: 'running' };
    return this.#waiting.some(({ job_id }) => job_id === jobId) ? { state: 'queued' } : null;
  }

  #hand(document: ReceivedDocument, worker: (document: ReceivedDocument) => void): void {
    this.#running.set(document.job_id, document);
    worker(document);
  }
}
