/**
 * Every schema of `pipeline/contract`, found by importing every module there: whatever is exported and is a zod schema, also in a
 * table of calls, is a target. Nobody has to remember a new one. Of other folders, those through which something comes in.
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { reasonOf } from '../../../pipeline/contract/errors.ts';
import { type JsonSchema, sample } from '../samples.ts';
import { expectThat, type FuzzTarget } from '../target.ts';
import { anything, mutate } from '../values.ts';

const pipeline = new URL('../../../pipeline/', import.meta.url);
const contract = new URL('contract/', pipeline);
const doors = [
  'load/generator/job-ends.ts',
  'load/generator/upload-client.ts',
  'load/queue/shared-tables.ts',
  'process/relay.ts',
] as const;

export const contractModules = (): string[] =>
  readdirSync(contract)
    .filter((name) => name.endsWith('.ts') && !/\.(test|integration)\.ts$/.test(name))
    .sort();

/** `module.export`, and `module.export.key` inside tables. */
export async function findSchemas(): Promise<Map<string, z.ZodType>> {
  const found = new Map<string, z.ZodType>();
  const visit = (name: string, value: unknown, depth: number): void => {
    if (value instanceof z.ZodType) found.set(name, value);
    else if (depth > 0 && typeof value === 'object' && value !== null && !Array.isArray(value)) {
      for (const [key, below] of Object.entries(value)) visit(`${name}.${key}`, below, depth - 1);
    }
  };
  for (const file of [
    ...contractModules().map((name) => new URL(name, contract)),
    ...doors.map((name) => new URL(name, pipeline)),
  ]) {
    const module: object = await import(file.href);
    for (const [name, value] of Object.entries(module)) visit(`${path.basename(file.pathname, '.ts')}.${name}`, value, 2);
  }
  return found;
}

export const schemaTargets = async (): Promise<FuzzTarget[]> =>
  [...(await findSchemas())].map(([name, schema]) => targetOf(name, schema));

export function targetOf(name: string, schema: z.ZodType): FuzzTarget {
  const shape = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  return {
    name: `schema/${name}`,
    draw: (random) => {
      const kind = random.int(0, 9);
      if (kind === 0) return anything(random);
      const value = sample(random, shape);
      return kind < 4 ? value : mutate(random, value);
    },
    hold: (input) => {
      const parsed = schema.safeParse(input);
      expectThat(!('polluted' in {}), () => 'Object.prototype was polluted');
      if (!parsed.success) {
        expectThat(reasonOf(parsed.error) !== '', () => 'a refusal without a reason');
        return false;
      }
      const again = schema.safeParse(parsed.data);
      expectThat(again.success, () => `what it gives is not what it takes: ${again.error?.issues[0]?.message}`);
      expectThat(isDeepStrictEqual(again.data, parsed.data), () => 'parsed twice it is another value');
      return true;
    },
  };
}
