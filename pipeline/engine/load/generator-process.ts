/** The load generator as the engine sees it: prepared with a plan, begun at a moment, heard until all its arrivals have ended. */
import { BenchError, reasonOf } from '../../contract/errors.ts';
import { type GeneratorCommand, type GeneratorReport, generatorReportSchema } from '../../contract/generator-messages.ts';
import type { Microseconds } from '../../contract/units.ts';
import type { HostedProcess, ProcessHost } from '../../process/host.ts';

type Progress = Extract<GeneratorReport, { kind: 'progress' }>;

export class GeneratorProcess {
  readonly #process: HostedProcess;
  readonly #onProgress: (progress: Progress) => void;
  readonly #ready = Promise.withResolvers<void>();
  readonly #done = Promise.withResolvers<void>();

  constructor(host: ProcessHost, entry: URL, onProgress: (progress: Progress) => void) {
    this.#onProgress = onProgress;
    // Whoever waits for one of them hears of a failure; where nobody waits it is no failure of the engine.
    this.#ready.promise.catch(() => undefined);
    this.#done.promise.catch(() => undefined);
    this.#process = host.start(entry, {
      message: (message) => this.#hear(message),
      line: () => undefined,
      exit: (reason) => this.#fail(new BenchError('load.generator_died', { reason })),
    });
  }

  /** @throws BenchError `input.*`, `load.generator_died` */
  async prepare(command: Omit<Extract<GeneratorCommand, { kind: 'prepare' }>, 'kind'>): Promise<void> {
    this.#post({ kind: 'prepare', ...command });
    await this.#ready.promise;
  }

  /**
   * Resolves when all that was sent has ended, or after `stop`.
   * @throws BenchError `load.generator_died`
   */
  play(atUs: Microseconds): Promise<void> {
    this.#post({ kind: 'begin', at_us: atUs });
    return this.#done.promise;
  }

  enough(): void {
    this.#post({ kind: 'enough' });
  }

  stop(): void {
    this.#post({ kind: 'stop' });
  }

  close(): void {
    this.#process.disconnect();
  }

  #post(command: GeneratorCommand): void {
    this.#process.post(command);
  }

  #hear(message: unknown): void {
    const parsed = generatorReportSchema.safeParse(message);
    if (!parsed.success) {
      this.#fail(new BenchError('message.invalid', { from: 'the load generator', reason: reasonOf(parsed.error) }));
      return this.#process.kill();
    }
    const report = parsed.data;
    switch (report.kind) {
      case 'ready':
        return this.#ready.resolve();
      case 'progress':
        return this.#onProgress(report);
      case 'done':
        return this.#done.resolve();
      case 'failed':
        return this.#fail(BenchError.from(report.error));
    }
  }

  #fail(error: BenchError): void {
    this.#ready.reject(error);
    this.#done.reject(error);
  }
}
