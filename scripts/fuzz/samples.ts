/**
 * Values that fit a JSON Schema, or nearly: what zod says of a schema is enough to draw inputs that get behind its door.
 */
import type { Random } from '../../fixtures/random.ts';
import { anything, number, text } from './values.ts';

/** The part of JSON Schema that zod writes. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly propertyNames?: JsonSchema;
  readonly items?: boolean | JsonSchema;
  readonly prefixItems?: readonly JsonSchema[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly minLength?: number;
  readonly pattern?: string;
}

const DEEPEST = 12;
const ABSENT = 0.25;

/** Texts in the forms that this project asks for; the first that fits a pattern is taken. */
const forms: readonly ((random: Random) => string)[] = [
  (random) => random.pick(['12.50', '0', '-3', '100000.01']),
  (random) => Array.from({ length: 64 }, () => random.pick([...'0123456789abcdef'])).join(''),
  () => '01a22be4-c0b5-7005-af8b-b14885e1b532',
  () => '2026-11-23T10:00:00.000Z',
  () => '2026-11-23',
  () => 'postgresql://u@h/d',
  () => 'name',
  () => 'a',
];

export function sample(random: Random, schema: JsonSchema, root: JsonSchema = schema, depth = 0): unknown {
  if (depth > DEEPEST) return null;
  const below = (part: JsonSchema | boolean | undefined): unknown =>
    typeof part === 'object' ? sample(random, part, root, depth + 1) : anything(random);
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split('/').at(-1) ?? '';
    return schema.$ref === '#' ? below(root) : below(root.$defs?.[name]);
  }
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return random.pick(schema.enum);
  const either = schema.anyOf ?? schema.oneOf;
  if (either !== undefined) return below(random.pick(either));
  if (schema.allOf !== undefined) return Object.assign({}, ...schema.allOf.map(below));
  const type = typeof schema.type === 'object' ? random.pick(schema.type) : schema.type;
  switch (type) {
    case 'string':
      return stringOf(random, schema);
    case 'integer':
      return Math.round(numberOf(random, schema));
    case 'number':
      return numberOf(random, schema);
    case 'boolean':
      return random.chance(0.5);
    case 'null':
      return null;
    case 'array': {
      const least = schema.minItems ?? 0;
      const count = random.int(least, Math.max(least, Math.min(schema.maxItems ?? 3, least + 3)));
      const first = (schema.prefixItems ?? []).map(below);
      return [...first, ...Array.from({ length: Math.max(0, count - first.length) }, () => below(schema.items))];
    }
    case 'object':
      return objectOf(random, schema, below);
    default:
      return anything(random);
  }
}

function objectOf(random: Random, schema: JsonSchema, below: (part: JsonSchema | boolean | undefined) => unknown): object {
  const made: Record<string, unknown> = {};
  for (const [key, part] of Object.entries(schema.properties ?? {})) {
    if (schema.required?.includes(key) === true || !random.chance(ABSENT)) made[key] = below(part);
  }
  if (typeof schema.additionalProperties === 'object' || schema.propertyNames !== undefined) {
    for (let more = random.int(0, 2); more > 0; more--) {
      const key = schema.propertyNames === undefined ? text(random) : String(below(schema.propertyNames));
      if (key !== '__proto__') made[key] = below(schema.additionalProperties);
    }
  }
  return made;
}

function stringOf(random: Random, { pattern, minLength = 0 }: JsonSchema): string {
  const fitting =
    pattern === undefined ? [] : forms.map((form) => form(random)).filter((form) => new RegExp(pattern, 'u').test(form));
  if (fitting.length > 0) return random.pick(fitting);
  const drawn = random.chance(0.5) ? random.pick(forms)(random) : text(random);
  return drawn.length >= minLength ? drawn : 'a'.repeat(minLength);
}

function numberOf(random: Random, { minimum, exclusiveMinimum, maximum }: JsonSchema): number {
  if (random.chance(0.1)) return number(random);
  const low = minimum ?? (exclusiveMinimum === undefined ? -1000 : exclusiveMinimum + 1);
  const high = Math.max(low, maximum ?? low + 1000);
  const drawn = random.chance(0.2) ? random.pick([low, high]) : random.between(low, high);
  return random.chance(0.5) ? drawn : Math.min(high, Math.max(low, Math.round(drawn)));
}
