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
  // Of a load test.
  'workers_cpu_percent',
  'memory_bytes',
  'event_loop_lag_ms',
  'gateway_answers',
  'gateway_server_errors',
  'pool_free',
  'generator_cpu_percent',
  'generator_lateness_ms',
  'planned',
  'arrived',
  'completed',
  'failed',
  'rejected',
  'throughput_per_second',
  'latency_p50_seconds',
  'latency_p95_seconds',
  'latency_p99_seconds',
  'latency_max_seconds',
] as const;
export type SignalName = (typeof signalNames)[number];

export const signalSchema = z.object({
  /** Since the run's origin. */
  time_us: z.int(),
  name: z.enum(signalNames),
  value: z.number(),
});
export type Signal = z.infer<typeof signalSchema>;
