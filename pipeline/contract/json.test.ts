import { expect, test } from 'vitest';
import { jsonObjectSchema, jsonSchema } from './json.ts';

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

test('any JSON value passes as it is, and what is none does not', () => {
  for (const value of [null, 1, 'a', [true, { b: [] }], nested(200)]) expect(jsonSchema.parse(value)).toEqual(value);
  for (const value of [undefined, Number.NaN, new Date(), () => 1, 1n]) expect(jsonSchema.safeParse(value).success).toBe(false);
});

test.each([201, 1000, 100_000])('what is nested %d deep is refused, not fallen over', (depth) => {
  expect(jsonSchema.safeParse(nested(depth)).error?.issues[0]?.message).toBe('nested more than 200 deep');
  expect(jsonObjectSchema.safeParse({ a: nested(depth) }).success).toBe(false);
});
