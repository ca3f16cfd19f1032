/**
 * What a run is measured on, and in what two such environments differ.
 */
import { fileURLToPath } from 'node:url';
import type { Environment } from '../contract/environment.ts';
import { isS3 } from '../contract/place.ts';
import { readEnvironment } from '../measure/environment.ts';
import type { ProcessHost } from '../process/host.ts';
import { endpointName } from '../storage/s3/client.ts';

const checkout = fileURLToPath(new URL('../..', import.meta.url));

/** @param places where documents come from and results go */
export const readRunEnvironment = async ({ kind }: ProcessHost, ...places: readonly (string | null)[]): Promise<Environment> => ({
  ...readEnvironment(kind, { 'rythmiq-bench': await appVersion() }, checkout),
  s3_endpoint: places.some((place) => place !== null && isS3(place)) ? endpointName() : null,
});

/** Names what two environments differ in, of what decides a document's cost. */
export function differences(before: Environment, now: Environment): string {
  const parts = (['host', 'platform', 'cpu_model', 'cores', 'core_quota', 'git_revision', 's3_endpoint'] as const).filter(
    (key) => before[key] !== now[key],
  );
  const versions = Object.keys(now.versions).filter((name) => before.versions[name] !== now.versions[name]);
  return [...parts, ...versions].join(', ');
}

async function appVersion(): Promise<string> {
  const { default: manifest } = await import('../../package.json', { with: { type: 'json' } });
  return manifest.version;
}
