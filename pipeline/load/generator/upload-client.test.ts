import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { expect, onTestFinished, test } from 'vitest';
import { defaultLimits } from '../../contract/load.ts';
import { startGateway } from '../gateway/gateway.ts';
import { MemoryIntake } from '../testing/memory-intake.ts';
import { UploadClient } from './upload-client.ts';

const scan = await sharp({ create: { width: 64, height: 64, channels: 3, background: 'teal' } })
  .jpeg()
  .toBuffer();

async function gateway(room = 1000) {
  const folder = mkdtempSync(path.join(tmpdir(), 'rbench-upload-'));
  const intake = new MemoryIntake(room);
  const opened = await startGateway({ intake, limits: defaultLimits, token: 'the token', folder, port: 0 });
  onTestFinished(async () => {
    await opened.close();
    rmSync(folder, { recursive: true });
  });
  return { intake, folder, url: opened.url };
}

function clientOf(url: string, token = 'the token', timeoutMs = 5000): UploadClient {
  const client = new UploadClient({ url, token }, timeoutMs);
  onTestFinished(() => client.close());
  return client;
}

test('the gateway gets every byte, the name and the webhook', async () => {
  const { url, intake, folder } = await gateway();
  const client = clientOf(url);
  const answer = await client.upload({ name: 'a "scan"\r\n.jpg', content: scan, webhook: 'http://127.0.0.1:1/x', arrival: 0 });
  expect(answer).toMatchObject({ kind: 'accepted', status: 202 });
  expect(intake.taken).toMatchObject([{ bytes: scan.length, webhook: new URL('http://127.0.0.1:1/x'), arrival: 0 }]);
  expect(intake.taken[0]?.name).toMatch(/^a .*scan/);
  expect(readFileSync(path.join(folder, intake.taken[0]?.job_id ?? ''))).toEqual(scan);
  expect(await client.readJob(intake.taken[0]?.job_id ?? '')).toEqual({ state: 'queued' });
  expect(await client.readJob('nobody')).toBeNull();
});

test('a hundred at once, each its own job', async () => {
  const { url, intake } = await gateway();
  const client = clientOf(url);
  const answers = await Promise.all(
    Array.from({ length: 100 }, () => client.upload({ name: 'x.jpg', content: scan, webhook: null, arrival: 0 })),
  );
  expect(new Set(answers.map((answer) => (answer.kind === 'accepted' ? answer.job_id : answer))).size).toBe(100);
  expect(intake.taken).toHaveLength(100);
});

test('what is refused says by which status', async () => {
  const { url } = await gateway(0);
  expect(await clientOf(url).upload({ name: 'x.jpg', content: scan, webhook: null, arrival: 0 })).toEqual({
    kind: 'refused',
    status: 503,
  });
  expect(await clientOf(url, 'wrong').upload({ name: 'x.jpg', content: scan, webhook: null, arrival: 0 })).toEqual({
    kind: 'refused',
    status: 401,
  });
});

test('a gateway that is gone, that says nothing, that says nonsense: lost, and never an exception', async () => {
  const silent = createServer((request, response) => {
    request.resume();
    if (request.headers.authorization?.includes('nonsense')) response.writeHead(202).end('<html>');
  });
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    silent.closeAllConnections();
    silent.close();
  });
  const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  const upload = { name: 'x.jpg', content: scan, webhook: null, arrival: 0 };
  expect(await clientOf(url, 't', 300).upload(upload)).toMatchObject({ kind: 'lost' });
  expect(await clientOf(url, 'nonsense').upload(upload)).toMatchObject({ kind: 'lost' });
  expect(await clientOf('http://127.0.0.1:1').upload(upload)).toEqual({ kind: 'lost', reason: 'ECONNREFUSED' });
});
