/**
 * The worker thread that tesseract.js runs in, spoken to in its own messages (tesseract.js 7, pinned in package.json).
 * `createWorker` of the package is not used: when loading fails it never settles and leaves its thread behind, an error of the
 * thread kills the process, and pages are copied three times on their way in.
 *
 * One request at a time. After an error the thread is not to be trusted and is ended.
 */
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';

const packages = createRequire(import.meta.url);

type Action = 'load' | 'loadLanguage' | 'initialize' | 'setParameters' | 'recognize';

/** What the thread sends; progress messages have other words in `status`. */
interface Reply {
  readonly jobId: string;
  readonly status: string;
  readonly data: unknown;
}

interface Pending {
  readonly jobId: string;
  readonly resolve: (data: unknown) => void;
  readonly reject: (error: Error) => void;
}

export class TesseractThread {
  #worker: Worker;
  #pending: Pending | undefined;
  #requests = 0;
  #ended: Error | undefined;

  constructor() {
    // Leptonica and Tesseract write remarks to stderr for every page; they are read and dropped.
    this.#worker = new Worker(packages.resolve('tesseract.js/src/worker-script/node/index.js'), { stdout: true, stderr: true });
    this.#worker.stdout.resume();
    this.#worker.stderr.resume();
    this.#worker.on('message', (reply: Reply) => this.#receive(reply));
    this.#worker.on('error', (error) => this.#end(error instanceof Error ? error : new Error(String(error))));
    this.#worker.on('exit', (code) => this.#end(new Error(`its thread ended with code ${code}`)));
  }

  get alive(): boolean {
    return this.#ended === undefined;
  }

  /** Sends one request and waits for its answer. Buffers in `transfer` are handed over, not copied. */
  async request(action: Action, payload: unknown, transfer: ArrayBuffer[] = []): Promise<unknown> {
    if (this.#ended !== undefined) throw this.#ended;
    if (this.#pending !== undefined) throw new Error('the OCR thread is busy');
    this.#requests += 1;
    const jobId = String(this.#requests);
    const answer = new Promise<unknown>((resolve, reject) => {
      this.#pending = { jobId, resolve, reject };
    });
    this.#worker.postMessage({ workerId: 'tesseract', jobId, action, payload }, transfer);
    return answer;
  }

  async close(): Promise<void> {
    this.#end(new Error('it was closed'));
    await this.#worker.terminate();
  }

  #receive(reply: Reply): void {
    const pending = this.#pending;
    if (pending === undefined || reply.jobId !== pending.jobId) return;
    if (reply.status === 'resolve') {
      this.#pending = undefined;
      pending.resolve(reply.data);
    } else if (reply.status === 'reject') {
      this.#end(new Error(String(reply.data)));
    }
  }

  #end(reason: Error): void {
    this.#ended ??= reason;
    const pending = this.#pending;
    this.#pending = undefined;
    pending?.reject(reason);
    void this.#worker.terminate();
  }
}
