/**
 * What is read of the machine and the queue each second of a run.
 */
import { z } from 'zod';

export const signalNames = [
  'machine_cpu_percent',
  'steal_percent',
  'load_average',
  'free_memory_bytes',
  'queue_depth',
  'jobs_in_flight',
] as const;
export type SignalName = (typeof signalNames)[number];

export const signalSchema = z.object({
  /** Since the run's origin. */
  time_us: z.int(),
  name: z.enum(signalNames),
  value: z.number(),
});
export type Signal = z.infer<typeof signalSchema>;
