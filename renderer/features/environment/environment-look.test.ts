import { expect, test } from 'vitest';
import { BenchError } from '../../../pipeline/contract/errors.ts';
import type { ask } from '../../ui/bridge.ts';
import { type Environment, EnvironmentLook, nothingSeen } from './environment-look.ts';

function looking(replies: Record<string, () => unknown> = {}) {
  const asked: string[] = [];
  let seen: Environment = nothingSeen;
  const all: Record<string, () => unknown> = { about: () => ({ version: '1' }), examine: () => ({ noise: 1 }), ...replies };
  const fake = async (name: string) => {
    asked.push(name);
    return all[name]?.();
  };
  const look = new EnvironmentLook(fake as typeof ask, (change) => {
    seen = { ...seen, ...change };
  });
  return { look, asked, seen: () => seen };
}

test('the machine is looked at when one comes to the screen', async () => {
  const { look, seen } = looking();
  const begun = look.begin(false);
  expect(seen().isLooking).toBe(true);
  await begun;
  expect(seen()).toEqual({ about: { version: '1' }, examination: { noise: 1 }, isLooking: false, error: null });
});

test('what is measured is not disturbed, until somebody asks for it', async () => {
  const { look, asked, seen } = looking();
  await look.begin(true);
  expect(asked).toEqual(['about']);
  expect(seen()).toMatchObject({ about: { version: '1' }, examination: null, isLooking: false });
  await look.look();
  expect(asked).toContain('examine');
  expect(seen().examination).toEqual({ noise: 1 });
});

test('a look that failed is told and keeps what was seen', async () => {
  let fails = false;
  const { look, seen } = looking({
    examine: () => {
      if (fails) throw new BenchError('call.cancelled');
      return { noise: 1 };
    },
  });
  await look.begin(false);
  fails = true;
  await look.look();
  expect(seen()).toMatchObject({ examination: { noise: 1 }, isLooking: false, error: { code: 'call.cancelled' } });
});

test('after the end nothing is told', async () => {
  const { look, seen } = looking();
  const begun = look.begin(false);
  look.end();
  await begun;
  expect(seen().examination).toBeNull();
});
