/**
 * Records what one job burns: a span for each stage, nested spans for the parts inside it, and the remainder that no stage
 * owns. One recorder serves one job; one job runs at a time in a process, so all CPU between two readings is the job's.
 *
 *   const recorder = new JobRecorder(originUs);
 *   const text = await recorder.stage('ocr', (stage) => stage.part('load model', load));
 *   const { spans, unattributed } = recorder.finish();
 *
 * Holds: stages follow one another and never overlap; a stage's CPU includes its parts, its children and the threads it
 * started; a stage that throws leaves its span behind, with what it burnt until then.
 */
import type { CpuTime, Span } from '../contract/spans.ts';
import { cpuMicroseconds, IDLE_SPIN, isStage } from '../contract/spans.ts';
import type { MeasurePart, StageMeasure } from '../contract/stage-context.ts';
import type { StageName } from '../contract/stages.ts';
import type { Microseconds } from '../contract/units.ts';
import { nowMicroseconds } from './clock.ts';
import { addCpu, noCpu, processCpu, subtractCpu } from './cpu.ts';
import { waitUntilThreadsIdle } from './settle.ts';

/** Less than this is the rest of the answer itself. */
const SPIN_LEAST_US = 1000;

export interface Recording {
  readonly spans: readonly Span[];
  readonly started_us: Microseconds;
  readonly wall_us: Microseconds;
  /** This process's CPU over the whole job, children not included. */
  readonly process: CpuTime;
  /** What burnt between the stages. */
  readonly unattributed: CpuTime;
  /** Stages whose threads did not come to rest. */
  readonly busyStages: readonly StageName[];
}

/** What a pipeline needs of a recorder. */
export interface StageRecorder {
  stage<T>(stage: StageName, work: (measure: StageMeasure) => T | Promise<T>): Promise<T>;
}

export class JobRecorder implements StageRecorder {
  private readonly startedAt = nowMicroseconds();
  private readonly cpuAtStart = processCpu();
  /** Null while the span is open. */
  private readonly places: (Span | null)[] = [];
  /** Names of the open parts, outermost first. */
  private readonly path: string[] = [];
  private readonly busyStages: StageName[] = [];
  private readonly originUs: Microseconds;
  /** CPU of the children that the running stage has waited for so far. */
  private children: CpuTime = noCpu;
  private running: StageName | null = null;
  private failed: StageName | null = null;

  private readonly onStage: (stage: StageName) => void;

  /**
   * @param originUs the run's origin on the monotonic clock; span starts count from it
   * @param onStage told of each stage as it begins
   */
  constructor(originUs: Microseconds, onStage: (stage: StageName) => void = () => undefined) {
    this.originUs = originUs;
    this.onStage = onStage;
  }

  /** The stage that threw, or null. */
  get failedStage(): StageName | null {
    return this.failed;
  }

  async stage<T>(stage: StageName, work: (measure: StageMeasure) => T | Promise<T>): Promise<T> {
    if (this.running !== null) throw new Error(`stage ${stage} began inside ${this.running}`);
    this.running = stage;
    this.onStage(stage);
    const place = this.reserve();
    const start = nowMicroseconds();
    const cpu = processCpu();
    this.children = noCpu;
    const chargeChild = (child: CpuTime) => {
      this.children = addCpu(this.children, child);
    };
    try {
      return await work({ part: this.part, chargeChild });
    } catch (thrown) {
      this.failed = stage;
      throw thrown;
    } finally {
      const answeredAt = nowMicroseconds();
      const { endedAt, idle, burnt_us } = await waitUntilThreadsIdle();
      if (!idle) this.busyStages.push(stage);
      if (burnt_us >= SPIN_LEAST_US) this.noteIdleSpin(stage, answeredAt, Math.max(answeredAt, endedAt), burnt_us);
      const used = addCpu(subtractCpu(processCpu(), cpu), this.children);
      const child_us = cpuMicroseconds(this.children);
      this.places[place] = { stage, part: '', ...this.interval(start, endedAt), ...used, child_us };
      this.running = null;
    }
  }

  finish(): Recording {
    const process = subtractCpu(processCpu(), this.cpuAtStart);
    const spans = this.places.filter((span) => span !== null);
    const stages = spans.filter(isStage);
    const children = stages.reduce((sum, span) => sum + span.child_us, 0);
    const inStages = stages.reduce<CpuTime>(addCpu, noCpu);
    // Children are in the stages but not in this process; user and system are split too coarsely for children to be taken out
    // one by one, so the remainder is taken from the sum and its system share from the process's.
    const remainder = Math.max(0, cpuMicroseconds(process) - (cpuMicroseconds(inStages) - children));
    const system_us = Math.min(remainder, subtractCpu(process, inStages).system_us);
    return {
      spans,
      started_us: this.startedAt - this.originUs,
      wall_us: nowMicroseconds() - this.startedAt,
      process,
      unattributed: { user_us: remainder - system_us, system_us },
      busyStages: this.busyStages,
    };
  }

  private readonly part: MeasurePart = async (name, work) => {
    const stage = this.running;
    if (stage === null) throw new Error(`part ${name} began outside a stage`);
    this.path.push(name);
    const part = this.path.join('/');
    const place = this.reserve();
    const start = nowMicroseconds();
    const cpu = processCpu();
    const childrenBefore = this.children;
    try {
      return await work();
    } finally {
      const children = subtractCpu(this.children, childrenBefore);
      const used = addCpu(subtractCpu(processCpu(), cpu), children);
      const child_us = cpuMicroseconds(children);
      this.places[place] = { stage, part, ...this.interval(start, nowMicroseconds()), ...used, child_us };
      this.path.pop();
    }
  };

  private noteIdleSpin(stage: StageName, start: Microseconds, end: Microseconds, burnt_us: Microseconds): void {
    const place = this.reserve();
    this.places[place] = { stage, part: IDLE_SPIN, ...this.interval(start, end), user_us: burnt_us, system_us: 0, child_us: 0 };
  }

  private interval(start: Microseconds, end: Microseconds) {
    return { start_us: start - this.originUs, wall_us: end - start };
  }

  /** A span takes its place when it starts, so that parents stand before their parts. */
  private reserve(): number {
    return this.places.push(null) - 1;
  }
}
