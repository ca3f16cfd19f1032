/** Cases of JUnit's XML out of what the bench says: a check that holds or not, or cannot be told. */
import type { Environment } from '../../contract/environment.ts';
import { plural } from '../../contract/plural.ts';
import type { JunitCase, JunitOutcome } from '../../export/junit/junit.ts';

/** What `holds` is null of is skipped, with its sentence. */
export function checkCase(check: {
  readonly name: string;
  readonly holds: boolean | null;
  readonly sentence: string;
}): JunitCase {
  return { name: check.name, outcome: outcomeOf(check), seconds: null, text: check.holds === true ? check.sentence : '' };
}

function outcomeOf({ name, holds, sentence }: Parameters<typeof checkCase>[0]): JunitOutcome {
  if (holds === null) return { kind: 'skipped', sentence };
  return holds ? { kind: 'passed' } : { kind: 'failed', code: name, sentence };
}

/** What a result depends on beside the documents: settings, versions, machine. */
export function propertiesOf(
  run: { readonly id: string; readonly settings: Readonly<Record<string, unknown>> },
  { versions, cpu_model, cores, platform, git_revision }: Environment,
): Record<string, string> {
  const named = (prefix: string, values: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(Object.entries(values).map(([key, value]) => [`${prefix}.${key}`, String(value)]));
  return {
    run: run.id,
    machine: `${cpu_model}, ${plural(cores, 'core')}`,
    platform,
    ...(git_revision === null ? {} : { git_revision }),
    ...named('version', versions),
    ...named('setting', run.settings),
  };
}
