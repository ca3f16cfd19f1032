/**
 * What a run was measured on. Two runs are comparable only where these agree.
 */
import { z } from 'zod';

export const environmentSchema = z.object({
  host: z.enum(['node', 'utility']),
  platform: z.string(),
  os_release: z.string(),
  cpu_model: z.string(),
  /** Logical cores the operating system shows. */
  cores: z.int().positive(),
  /** Cores this process may use at once, where a control group limits it; else null. */
  core_quota: z.number().positive().nullable(),
  /** Frequency governor of the first core, null where the system does not tell. */
  governor: z.string().nullable(),
  memory_bytes: z.int().positive(),
  free_memory_bytes: z.int().nonnegative(),
  /** One-minute load average when the run began. */
  load_at_start: z.number(),
  /** Share of the CPU time during the run that the hypervisor kept, 0..1; null until the run ends, or where the system does not tell. */
  steal: z.number().nullable().default(null),
  /** Name and version of everything that decides what a document costs: app, node, electron, sharp, libvips, engine, model. */
  versions: z.record(z.string(), z.string()),
  /** The same as each side's workers told it, by side; a plain run is side `a`. */
  side_versions: z.record(z.string(), z.record(z.string(), z.string())).default({}),
  /** Libraries of graphics processors that a worker had loaded; null until the first job told. */
  gpu_libraries: z.array(z.string()).nullable(),
  /** Host and port of the S3 server that documents come from or results go to; null where there is none. */
  s3_endpoint: z.string().nullable().default(null),
  /** Revision of the checkout, with `+` when files were changed; null outside a checkout. */
  git_revision: z.string().nullable(),
});
export type Environment = z.infer<typeof environmentSchema>;

/** As `git log --oneline` shows it; `+` where files were changed. */
export const shortRevision = (revision: string): string => `${revision.slice(0, 8)}${revision.endsWith('+') ? '+' : ''}`;
