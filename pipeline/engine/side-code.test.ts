import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { refuseOtherCode, sideCode } from './side-code.ts';

const checkout = fileURLToPath(new URL('../..', import.meta.url));

test('a checkout is taken as long as it is at the revision that the plan names', () => {
  const here = sideCode(checkout);
  expect(() => refuseOtherCode(here)).not.toThrow();
  expect(() => refuseOtherCode({ ...here, name: 'another' })).toThrow(expect.objectContaining({ code: 'compare.code_changed' }));
});
