import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import type { MetricsContract } from '../../contract/metrics.ts';
import { Webhooks } from './webhooks.ts';

const contract = (job_id: string) => ({ status: 'FAILED', job_id }) as MetricsContract;
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
  await webhooks.settle();
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
  await webhooks.settle();
  expect(heard).toHaveLength(3);
  expect(webhooks.counts).toMatchObject({ delivered: 0, given_up: 1 });
});

test('nobody there is no failure of ours, and not more are under way at once than allowed', async () => {
  const webhooks = new Webhooks(quick);
  webhooks.send(new URL('http://127.0.0.1:1/'), contract('a'));
  const { url, most } = await listener(200);
  for (let job = 0; job < 20; job += 1) webhooks.send(url, contract(String(job)));
  await webhooks.settle();
  expect(webhooks.counts).toEqual({ delivered: 20, given_up: 1, under_way: 0 });
  expect(most()).toBeLessThanOrEqual(2);
});
