/**
 * A span is one measured interval of a job: a stage, or a named part inside it. Times are whole microseconds; `start_us`
 * counts from the origin of the run (see `run.ts`).
 */
import { z } from 'zod';
import { stageNameSchema } from './stages.ts';

const microseconds = z.int().nonnegative();

export const cpuTimeSchema = z.object({ user_us: microseconds, system_us: microseconds });
export type CpuTime = z.infer<typeof cpuTimeSchema>;

export const spanSchema = cpuTimeSchema.extend({
  stage: stageNameSchema,
  /** '' for the stage itself, else the part's path: `load model`, `recognise/page 2`. */
  part: z.string(),
  start_us: microseconds,
  wall_us: microseconds,
  /** CPU of child processes that the stage waited for; already inside `user_us` and `system_us`. */
  child_us: microseconds,
});
export type Span = z.infer<typeof spanSchema>;

/** The part of a stage in which its threads burnt on after their answer, until they slept. */
export const IDLE_SPIN = 'idle spin';

/** Whether a span is a stage itself; its parts are inside it and must not be added to it. */
export const isStage = ({ part }: Pick<Span, 'part'>): boolean => part === '';

export const cpuMicroseconds = (cpu: CpuTime): number => cpu.user_us + cpu.system_us;
