/**
 * Watches a job from outside, so that one whose worker dies or is stopped still shows where its CPU went: the process's
 * account is read when a stage begins and each second, in the system's steps of 10 ms.
 */
import type { CpuTime, Span } from '../contract/spans.ts';
import type { StageName } from '../contract/stages.ts';
import { nowMicroseconds } from '../measure/clock.ts';
import { noCpu, subtractCpu } from '../measure/cpu.ts';
import type { ProcessAccount } from '../measure/proc-stat.ts';

const SAMPLE_EVERY_MS = 1000;

interface Mark {
  readonly stage: StageName;
  readonly at_us: number;
  readonly cpu: CpuTime;
}

export class LostJobTrace {
  private readonly marks: Mark[] = [];
  private readonly timer: NodeJS.Timeout;
  private readonly readAccount: () => ProcessAccount | null;
  private readonly originUs: number;
  private lastSeen: { readonly at_us: number; readonly cpu: CpuTime };

  constructor(readAccount: () => ProcessAccount | null, originUs: number) {
    this.readAccount = readAccount;
    this.originUs = originUs;
    this.lastSeen = { at_us: nowMicroseconds(), cpu: readAccount()?.own ?? noCpu };
    this.timer = setInterval(() => this.sample(), SAMPLE_EVERY_MS);
  }

  get runningStage(): StageName | null {
    return this.marks.at(-1)?.stage ?? null;
  }

  stageBegan(stage: StageName): void {
    this.sample();
    this.marks.push({ stage, ...this.lastSeen });
  }

  sample(): void {
    const account = this.readAccount();
    // A process that is gone has no account; what was seen last stands.
    if (account !== null) this.lastSeen = { at_us: nowMicroseconds(), cpu: account.own };
  }

  /** A span for each stage that began; the last one ends when the process was last seen. */
  finish(): Span[] {
    return this.marks.map((mark, index) => {
      const end = this.marks[index + 1] ?? this.lastSeen;
      return {
        stage: mark.stage,
        part: '',
        start_us: mark.at_us - this.originUs,
        wall_us: end.at_us - mark.at_us,
        ...subtractCpu(end.cpu, mark.cpu),
        child_us: 0,
      };
    });
  }

  stop(): void {
    clearInterval(this.timer);
  }
}
