/** For tests: measured jobs, made up. Nothing of it was measured, and nothing that ships uses it. */
import type { MeasuredJob, MeasuredRun } from '../../contract/simulation.ts';

type PerJob = number | ((index: number) => number);

export interface RunWishes {
  readonly workers?: number;
  readonly cores?: number;
  readonly threads?: number;
  readonly jobs?: number;
  /** Of the one stage that they have, in seconds. */
  readonly cpu?: PerJob;
  readonly wall?: PerJob;
  readonly between?: number;
  readonly unattributed?: number;
  readonly failed?: boolean;
  readonly path?: (index: number) => MeasuredJob['path'];
  readonly came?: (index: number) => number;
  readonly ended?: (index: number) => number;
  readonly makespan?: number;
  readonly background?: number;
  readonly gateway?: number;
}

const of = (wish: PerJob, index: number): number => (typeof wish === 'number' ? wish : wish(index));

export function sampleRun(wishes: RunWishes = {}): MeasuredRun {
  const { workers = 1, cores = 1, threads = 1, jobs = 10, cpu = 1, between = 0, unattributed = 0, failed = false } = wishes;
  const { wall = cpu, path = () => 'fast', came, ended, makespan = 1, background, gateway = 0 } = wishes;
  return {
    run: '00000000-0000-4000-8000-000000000001',
    kind: came === undefined ? 'run' : 'load',
    name: '',
    machine: 'AMD EPYC',
    cores,
    workers,
    threads,
    gateway_seconds: gateway,
    jobs: Array.from({ length: jobs }, (_, index) => ({
      path: path(index),
      temperature: index < workers ? ('cold' as const) : ('warm' as const),
      failed,
      stages: { ocr: { cpu_seconds: of(cpu, index), wall_seconds: of(wall, index) } },
      wall_seconds: of(wall, index) + between,
      unattributed_cpu_seconds: unattributed,
      came: came?.(index) ?? null,
      ended: ended?.(index) ?? null,
    })),
    makespan_seconds: makespan,
    background_cores: background ?? null,
  };
}
