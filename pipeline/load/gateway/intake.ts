/** What lies behind the gateway: a queue that takes documents and says what became of them. */
import type { MetricsContract } from '../../contract/metrics.ts';

export interface ReceivedDocument {
  readonly job_id: string;
  /** Where its bytes lie, whole and synced. */
  readonly file: string;
  readonly bytes: number;
  /** Of its bytes, in hex. */
  readonly sha256: string;
  /** As the sender called it, without any folder; for people to read, never a path. */
  readonly name: string;
  readonly webhook: URL | null;
  /** Its place in the plan of the load that is played; null of whoever plays none. */
  readonly arrival: number | null;
}

export type JobView = { readonly state: 'queued' | 'running' } | { readonly state: 'ended'; readonly contract: MetricsContract };

export interface Intake {
  /** Whether one more would be taken now. */
  readonly hasRoom: boolean;
  readonly depth: number;
  readonly inFlight: number;
  /**
   * Kept when it resolves with true: what was answered with 202 is not lost. False: it became full meanwhile. Where it is not
   * kept, or rejects, nobody needs the file any more.
   */
  accept(document: ReceivedDocument): Promise<boolean>;
  /** Null: there is no such job. */
  read(jobId: string): JobView | null;
}
