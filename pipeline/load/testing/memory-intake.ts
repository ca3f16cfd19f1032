/** For tests: a queue in memory that nobody works on. Knows no test runner. */
import type { Intake, JobView, ReceivedDocument } from '../gateway/intake.ts';

export class MemoryIntake implements Intake {
  readonly taken: ReceivedDocument[] = [];
  readonly ended = new Map<string, JobView>();
  inFlight = 0;
  /** How many fit. */
  room: number;

  constructor(room = 1000) {
    this.room = room;
  }

  get hasRoom(): boolean {
    return this.taken.length < this.room;
  }

  get depth(): number {
    return this.taken.length;
  }

  async accept(document: ReceivedDocument): Promise<boolean> {
    if (!this.hasRoom) return false;
    this.taken.push(document);
    return true;
  }

  read(jobId: string): JobView | null {
    return this.ended.get(jobId) ?? (this.taken.some(({ job_id }) => job_id === jobId) ? { state: 'queued' } : null);
  }
}
