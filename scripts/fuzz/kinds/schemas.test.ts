import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { Random } from '../../../fixtures/random.ts';
import { contractModules, findSchemas, targetOf } from './schemas.ts';

test('every schema that a module of the contract exports is a target', async () => {
  const found = await findSchemas();
  const exported = contractModules().flatMap((file) => {
    const source = readFileSync(new URL(`../../../pipeline/contract/${file}`, import.meta.url), 'utf8');
    return [...source.matchAll(/^export const (\w+Schema)\b/gm)].map(([, name]) => `${file.replace(/\.ts$/, '')}.${name}`);
  });
  expect(exported.length).toBeGreaterThan(80);
  expect(exported.filter((name) => !found.has(name))).toEqual([]);
  expect(found.has('reader-calls.readerCalls.runs.list.output')).toBe(true);
});

test('of other folders, what a queue, a gateway, a webhook and a relay are told', async () => {
  const found = await findSchemas();
  const wanted = [
    'job-ends.askedSchema',
    'job-ends.endSchema',
    'relay.relayReportSchema',
    'relay.relayRequestSchema',
    'shared-tables.sharedJobSchema',
    'shared-tables.sharedResultSchema',
    'upload-client.acceptedSchema',
  ];
  expect(wanted.filter((name) => !found.has(name))).toEqual([]);
});

test('a schema whose output it does not take again, or that throws, is found', async () => {
  const faulty = {
    growing: z.string().transform((value) => `${value}!`),
    throwing: z.number().transform((value) => {
      if (value > 100) throw new RangeError('too much');
      return value;
    }),
  };
  for (const [name, schema] of Object.entries(faulty)) {
    const target = targetOf(name, schema);
    const faults = await Promise.allSettled(
      Array.from({ length: 300 }, async (_, number) => target.hold(target.draw(new Random(1, name, number)))),
    );
    expect([name, faults.some(({ status }) => status === 'rejected')]).toEqual([name, true]);
  }
});
