/**
 * Reads the machine a run is measured on.
 */
import { execFileSync } from 'node:child_process';
import os from 'node:os';
import type { Environment } from '../contract/environment.ts';
import { readOrNull } from './proc-stat.ts';

/**
 * @param host the process host of the run
 * @param versions what decides the cost beside Node: app, engines, models
 * @param checkout folder whose git revision is kept
 */
export function readEnvironment(
  host: Environment['host'],
  versions: Readonly<Record<string, string>>,
  checkout: string,
): Environment {
  return {
    host,
    platform: `${process.platform}-${process.arch}`,
    os_release: `${os.type()} ${os.release()}`,
    cpu_model: os.cpus()[0]?.model ?? 'unknown',
    cores: os.availableParallelism(),
    core_quota: parseCoreQuota(readOrNull('/sys/fs/cgroup/cpu.max')),
    governor: readOrNull('/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor')?.trim() ?? null,
    memory_bytes: os.totalmem(),
    free_memory_bytes: os.freemem(),
    load_at_start: os.loadavg()[0] ?? 0,
    steal: null,
    versions: {
      node: process.versions.node,
      v8: process.versions.v8,
      ...(process.versions.electron === undefined ? {} : { electron: process.versions.electron }),
      ...versions,
    },
    side_versions: {},
    gpu_libraries: null,
    s3_endpoint: null,
    git_revision: readGitRevision(checkout),
  };
}

/** `cpu.max` of control groups v2 holds `QUOTA PERIOD` in microseconds, or `max PERIOD`. */
export function parseCoreQuota(text: string | null): number | null {
  const [quota, period] = (text ?? '').trim().split(' ').map(Number);
  return quota && period && quota > 0 && period > 0 ? quota / period : null;
}

/** Libraries of graphics processors that this process has loaded (the report's § 5.2 allows none). */
export function loadedGpuLibraries(): string[] {
  const mapped = (readOrNull('/proc/self/maps') ?? '').matchAll(
    /\/(lib(?:cuda|cudart|cudnn|nvidia-[a-z]+|OpenCL|vulkan|amdhip64|rocblas)\S*)/g,
  );
  return [...new Set([...mapped].map(([, library]) => library ?? ''))].sort();
}

/** With `+` where files were changed; null outside a checkout. */
export function readGitRevision(checkout: string): string | null {
  const git = (...words: string[]) =>
    execFileSync('git', ['-C', checkout, ...words], {
      encoding: 'utf8',
      timeout: 5000,
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  try {
    const revision = git('rev-parse', 'HEAD');
    return git('status', '--porcelain', '--untracked-files=no') === '' ? revision : `${revision}+`;
  } catch {
    return null;
  }
}
