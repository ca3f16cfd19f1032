/**
 * Values that people, other programs and attackers send: odd texts, odd numbers, odd shapes, and changes to sound ones.
 */
import type { Random } from '../../fixtures/random.ts';

const texts = [
  '',
  ' ',
  '\0',
  '\n',
  '\r\n',
  '\u2028',
  '\ufeff',
  '\ud800',
  'é',
  'e\u0301',
  '𝟙𝟚',
  '٣٤',
  '💶',
  '‮',
  '-',
  '--help',
  '=',
  'a=b=c',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  'toString',
  'null',
  'NaN',
  'Infinity',
  '-0',
  '1e400',
  '0x1f',
  '1_000',
  '9007199254740993',
  '1.234.567,89',
  '1,234.56-',
  '2024-02-30',
  '31/12/99',
  '99/99/9999',
  'true',
  '{}',
  '[]',
  '{{reason}}',
  '%00%zz',
  "'; DROP TABLE runs;--",
  '<script>',
];

const alphabet = ' \t\n0123456789.,-+/:=%$€£()[]{}"\'\\abcXYZäß漢\0';

export function text(random: Random): string {
  const kind = random.int(0, 9);
  if (kind < 5) return random.pick(texts);
  if (kind === 5) return random.pick(texts).repeat(random.pick([2, 100, 20_000]));
  if (kind === 6) return random.pick(texts) + random.pick(texts) + random.pick(texts);
  return Array.from({ length: random.int(0, 40) }, () => random.pick([...alphabet])).join('');
}

export function number(random: Random): number {
  const kind = random.int(0, 3);
  if (kind === 0) return random.pick([0, -0, 1, -1, 0.1, 1e-320, 1e308, -1e308, 2 ** 31, 2 ** 53, 2 ** 64, Number.NaN]);
  if (kind === 1) return random.pick([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.MAX_SAFE_INTEGER]);
  return kind === 2 ? random.int(-1000, 1000) : random.between(-1e6, 1e6);
}

/** So deep that what follows it with a call for each level runs out of stack. */
function nested(random: Random): unknown {
  let value: unknown = 1;
  const depth = random.pick([50, 500, 20_000]);
  const isList = random.chance(0.5);
  for (let level = 0; level < depth; level++) value = isList ? [value] : { a: value };
  return value;
}

export function anything(random: Random): unknown {
  const kind = random.int(0, 13);
  if (kind < 3) return text(random);
  if (kind < 6) return number(random);
  if (kind === 6) return random.chance(0.2) ? undefined : random.pick([null, true, false]);
  if (kind === 7) return nested(random);
  if (kind === 8) return new Array(random.pick([0, 3, 50_000])).fill(number(random));
  if (kind === 9) return JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}');
  if (kind === 10) return random.pick([new Date(Number.NaN), new Map(), Buffer.from('ab'), 10n ** 30n, Symbol.iterator]);
  if (kind === 11) return Object.fromEntries(Array.from({ length: random.int(1, 4) }, () => [text(random), number(random)]));
  return Array.from({ length: random.int(0, 4) }, () => text(random));
}

type Holder = Record<string | number, unknown>;

/** Lists and plain objects; what is none has no places of its own. */
const isHolder = (value: unknown): value is Holder =>
  Array.isArray(value) || (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype);

/** Changes one place of a value that is its own: another value, one key less, one more. */
export function mutate(random: Random, value: unknown): unknown {
  if (!isHolder(value)) return anything(random);
  let holder: Holder = value;
  for (let depth = random.int(0, 6); depth > 0; depth--) {
    const below: Holder[] = Object.values(holder).filter(isHolder);
    if (below.length === 0) break;
    holder = random.pick(below);
  }
  const keys = Object.keys(holder);
  const key = keys.length === 0 ? text(random) : random.pick(keys);
  const kind = random.int(0, 5);
  if (kind === 0) Reflect.deleteProperty(holder, key);
  else if (kind === 1)
    Object.defineProperty(holder, text(random), {
      value: anything(random),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  else if (kind === 2 && Array.isArray(holder)) holder.push(...holder.slice(0, 100));
  else Reflect.set(holder, key, anything(random));
  return value;
}

/** Changes some bytes, cuts, doubles or fills a stretch. */
export function mutateBytes(random: Random, source: Buffer): Buffer {
  let bytes = Buffer.from(source);
  for (let times = random.int(1, 6); times > 0 && bytes.length > 0; times--) {
    const at = random.int(0, bytes.length - 1);
    const length = random.int(1, Math.min(64, bytes.length - at));
    switch (random.int(0, 5)) {
      case 0:
        bytes[at] = random.int(0, 255);
        break;
      case 1:
        bytes[at] = (bytes[at] ?? 0) ^ (1 << random.int(0, 7));
        break;
      case 2:
        bytes = bytes.subarray(0, at);
        break;
      case 3:
        bytes.fill(random.pick([0, 0xff, 0x7f, 0x80]), at, at + length);
        break;
      case 4:
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at, at + length), bytes.subarray(at)]);
        break;
      // Headers are where sizes and counts stand.
      default:
        bytes[random.int(0, Math.min(200, bytes.length) - 1)] = random.pick([0, 1, 0x7f, 0x80, 0xff]);
    }
  }
  return bytes;
}

/** As `mutateBytes`, of a text. */
export function mutateText(random: Random, source: string): string {
  let changed = source;
  for (let times = random.int(1, 5); times > 0; times--) {
    const at = random.int(0, changed.length);
    const length = random.int(0, 8);
    const between = random.chance(0.5) ? text(random).slice(0, 500) : '';
    changed = changed.slice(0, at) + between + changed.slice(at + (random.chance(0.5) ? length : 0));
  }
  return changed;
}
