/**
 * Code of another revision on a side of a comparison: its own worker processes, out of a checkout of it, measured by this
 * version's engine in turns with the other sides. What the two say to each other is parsed on both sides, so a revision that is
 * too far away is an error and never a wrong figure.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SideCode } from '../contract/comparison.ts';
import { shortRevision } from '../contract/environment.ts';
import { BenchError } from '../contract/errors.ts';
import { readGitRevision } from '../measure/environment.ts';

const WORKER = 'pipeline/worker/main.ts';

export const workerEntryOf = (folder: string): URL => pathToFileURL(path.join(folder, WORKER));

/** @throws BenchError `compare.no_code` */
function refuseMissingCode(folder: string): void {
  const missing = [WORKER, 'node_modules'].find((name) => !existsSync(path.join(folder, name)));
  if (missing !== undefined) throw new BenchError('compare.no_code', { folder, missing });
}

/** @throws BenchError `compare.no_code` */
export function sideCode(given: string): SideCode {
  const folder = path.resolve(given);
  refuseMissingCode(folder);
  const revision = readGitRevision(folder);
  // Changed files have no name of their own, so the folder tells two such trees apart.
  const isExact = revision !== null && !revision.endsWith('+');
  return {
    folder,
    name: isExact ? shortRevision(revision) : [revision && shortRevision(revision), folder].filter(Boolean).join(' in '),
  };
}

/** @throws BenchError `compare.no_code`, `compare.code_changed`: what is measured must be what the plan names */
export function refuseOtherCode({ folder, name }: SideCode): void {
  const found = sideCode(folder).name;
  if (found !== name) throw new BenchError('compare.code_changed', { folder, name, found });
}

/** Workers of another revision that did not start, in words that say so. */
export function codeError(thrown: unknown, folder: string): unknown {
  const error = BenchError.wrap(thrown);
  if (error.code !== 'worker.start_failed') return thrown;
  return new BenchError('compare.code_failed', { folder, reason: error.details.reason ?? '' }, { cause: thrown });
}
