/** The documents that a load test's gateway took: each is a job in the store before its sender hears of it. */
import path from 'node:path';
import type { LoadRequest } from '../../contract/load.ts';
import type { DocumentRecord } from '../../contract/run.ts';
import { largestInput } from '../../contract/settings.ts';
import type { ReceivedDocument } from '../../load/gateway/intake.ts';
import type { RunClock } from '../run-clock.ts';
import type { EngineContext, KnownJob } from '../run-progress.ts';
import type { LoadDocuments } from './load-documents.ts';
import { forget } from './uploads.ts';

export interface AcceptedDocumentsOptions {
  readonly context: EngineContext;
  readonly request: LoadRequest;
  /** The run's. */
  readonly id: string;
  readonly clock: RunClock;
  readonly documents: LoadDocuments;
  /** Where uploads wait. */
  readonly incoming: string;
}

export class AcceptedDocuments {
  readonly records = new Map<number, DocumentRecord>();
  readonly #options: AcceptedDocumentsOptions;
  readonly #webhookOf = new Map<string, URL>();
  /** Uploads that are copies of documents which are there already. */
  readonly #copies = new Map<string, string>();
  #count = 0;

  constructor(options: AcceptedDocumentsOptions) {
    this.#options = options;
  }

  /** @throws BenchError `store.*`: then it is not accepted */
  keep(document: ReceivedDocument): KnownJob {
    const { context, documents, incoming, id, clock, request } = this.#options;
    const known = documents.find(document);
    const kept = known ?? {
      // As a resume will find it: what is too large to be read has none.
      sha256: document.bytes > largestInput(request.settings) ? null : document.sha256,
      etag: null,
      file: path.basename(document.file),
      root: incoming,
      bytes: document.bytes,
      path_class: null,
      type: null,
      truth: null,
    };
    const moment = clock.now();
    const job = { id: document.job_id, sequence: this.#count, planned_us: moment, queued_us: moment };
    const document_id = context.store.addJob(id, kept, job, document.arrival);
    this.#count += 1;
    this.records.set(document_id, { ...kept, id: document_id });
    if (known !== null) this.#copies.set(document.job_id, document.file);
    if (document.webhook !== null) this.#webhookOf.set(document.job_id, document.webhook);
    return { id: document.job_id, file: kept.file, side: 'a', document_id };
  }

  /** Of a job that has ended: its upload goes where it was a copy. Returns who wants to hear of it. */
  ended(jobId: string): URL | null {
    const copy = this.#copies.get(jobId);
    this.#copies.delete(jobId);
    if (copy !== undefined) void forget(copy);
    const webhook = this.#webhookOf.get(jobId);
    this.#webhookOf.delete(jobId);
    return webhook ?? null;
  }
}
