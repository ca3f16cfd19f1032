import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { MetricsContract } from '../../contract/metrics.ts';
import { Webhooks } from './webhooks.ts';

const contract = (job_id: string) => ({ status: 'FAILED', job_id }) as MetricsContract;
const never = new AbortController().signal;
const quick = { timeoutMs: 300, pausesMs: [10, 20], most: 2 };

/** Answers with these statuses in turn, the last one for ever. */
async function listener(...statuses: readonly number[]) {
  const heard: string[] = [];
  let open = 0;
  let most = 0;
  const server = createServer((request, response) => {
    open += 1;
    most = Math.max(most, open);
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      heard.push(body);
      const status = statuses[Math.min(heard.length, statuses.length) - 1] ?? 200;
      setTimeout(() => {
        open -= 1;
        if (status !== 0) response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end('thanks');
      }, 20);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/done`), heard, most: () => most };
}

test('the contract arrives, and is tried again until it is taken', async () => {
  const { url, heard } = await listener(500, 503, 204);
  const webhooks = new Webhooks(quick);
  webhooks.send(url, contract('a'));
  await webhooks.settle(60_000, never);
  expect(heard.map((body) => JSON.parse(body))).toEqual([contract('a'), contract('a'), contract('a')]);
  expect(webhooks.counts).toEqual({ delivered: 1, given_up: 0, under_way: 0 });
});

test.each([
  ['refused for ever', [500]],
  ['never answered', [0]],
  ['sent elsewhere', [302]],
])('%s, it is given up', async (_, statuses) => {
  const { url, heard } = await listener(...statuses);
  const webhooks = new Webhooks(quick);
  webhooks.send(url, contract('a'));
  await webhooks.settle(60_000, never);
  expect(heard).toHaveLength(3);
  expect(webhooks.counts).toMatchObject({ delivered: 0, given_up: 1 });
});

test('nobody there is no failure of ours, and not more are under way at once than allowed', async () => {
  const webhooks = new Webhooks(quick);
  webhooks.send(new URL('http://127.0.0.1:1/'), contract('a'));
  const { url, most } = await listener(200);
  for (let job = 0; job < 20; job += 1) webhooks.send(url, contract(String(job)));
  await webhooks.settle(60_000, never);
  expect(webhooks.counts).toEqual({ delivered: 20, given_up: 1, under_way: 0 });
  expect(most()).toBeLessThanOrEqual(2);
});

test('one that never answers does not keep the others out', async () => {
  const deaf = await listener(0);
  const good = await listener(200);
  const webhooks = new Webhooks({ ...quick, timeoutMs: 60_000 });
  for (let job = 0; job < 10; job += 1) webhooks.send(deaf.url, contract(String(job)));
  for (let job = 0; job < 5; job += 1) webhooks.send(good.url, contract(String(job)));
  await vi.waitUntil(() => webhooks.counts.delivered === 5);
  expect(webhooks.counts).toMatchObject({ given_up: 0, under_way: 10 });
  await webhooks.settle(0, never);
});

test('what is not taken when the test is stopped is given up, the pauses too', async () => {
  const deaf = await listener(0);
  const webhooks = new Webhooks({ timeoutMs: 200, pausesMs: [3_600_000], most: 2 });
  for (let job = 0; job < 10; job += 1) webhooks.send(deaf.url, contract(String(job)));
  await webhooks.settle(3_600_000, AbortSignal.abort());
  expect(webhooks.counts).toEqual({ delivered: 0, given_up: 10, under_way: 0 });
});
