import { expect, test } from 'vitest';
import { relayHost } from '../process/relay.ts';
import { nodeOnly, workerHosts } from './worker-hosts.ts';

const utility = relayHost('utility', () => undefined);
const both = { preferred: 'utility', no_utility: null, node: process.execPath } as const;

test.each([
  ['auto', both, 'utility'],
  ['auto', { ...both, preferred: 'node' }, 'node'],
  ['node', both, 'node'],
  ['utility', { ...both, preferred: 'node' }, 'utility'],
  ['auto', nodeOnly, 'node'],
  ['node', nodeOnly, 'node'],
] as const)('%s of %j is %s', (setting, offer, kind) => {
  expect(workerHosts(offer, utility).choose(setting).kind).toBe(kind);
});

test('utility processes that the front does not offer are refused with its reason', () => {
  expect(() => workerHosts(nodeOnly, utility).choose('utility')).toThrow(
    expect.objectContaining({ code: 'host.unavailable', details: { host: 'utility', reason: 'they are part of the app' } }),
  );
});

test('workers run in the Node that the front names', async () => {
  const host = workerHosts({ ...both, node: '/nowhere/node' }, utility).choose('node');
  const reason = await new Promise((resolve) => {
    host.start(new URL('file:///worker.js'), { message: () => undefined, line: () => undefined, exit: resolve });
  });
  expect(reason).toBe('spawn /nowhere/node ENOENT');
});
