import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { defaultLimits, type GatewayLimits } from '../../contract/load.ts';
import { MemoryIntake } from '../testing/memory-intake.ts';
import { startGateway } from './gateway.ts';
import { webhookAddress } from './webhook-address.ts';

const token = 'a token of the tests, thirty-two bytes';

let scan: Blob;
beforeAll(async () => {
  const jpeg = await sharp({ create: { width: 64, height: 64, channels: 3, background: 'teal' } })
    .jpeg()
    .toBuffer();
  scan = new Blob([new Uint8Array(jpeg)], { type: 'image/jpeg' });
});

async function opened(limits: Partial<GatewayLimits> = {}, room = 1000) {
  const home = mkdtempSync(path.join(tmpdir(), 'rbench-gateway-'));
  const folder = path.join(home, 'incoming');
  const intake = new MemoryIntake(room);
  const gateway = await startGateway({ intake, limits: { ...defaultLimits, ...limits }, token, folder, port: 0 });
  onTestFinished(async () => {
    await gateway.close();
    rmSync(home, { recursive: true });
  });
  const ask = (where: string, init: RequestInit = {}, bearer: string | null = token) =>
    fetch(`${gateway.url}${where}`, {
      ...init,
      headers: { ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }), ...(init.headers as Record<string, string>) },
    });
  const upload = (form: FormData, bearer: string | null = token) => ask('/v1/documents', { method: 'POST', body: form }, bearer);
  const kept = () => readdirSync(folder);
  return { gateway, intake, folder, home, ask, upload, kept };
}

const form = (parts: Readonly<Record<string, string | Blob>>, name = 'scan.jpg'): FormData => {
  const made = new FormData();
  for (const [field, value] of Object.entries(parts)) {
    if (typeof value === 'string') made.append(field, value);
    else made.append(field, value, name);
  }
  return made;
};

const codeOf = async (answer: Response): Promise<[number, string]> => [
  answer.status,
  ((await answer.json()) as { error: { code: string } }).error.code,
];

test('takes a document whole, says its job, and tells its state', async () => {
  const { intake, upload, ask, kept, folder } = await opened();
  const answer = await upload(form({ document: scan, webhook: 'http://127.0.0.1:9/done' }));
  expect(answer.status).toBe(202);
  const { job_id } = (await answer.json()) as { job_id: string };
  expect(intake.taken).toMatchObject([
    {
      job_id,
      name: 'scan.jpg',
      bytes: scan.size,
      sha256: createHash('sha256')
        .update(Buffer.from(await scan.arrayBuffer()))
        .digest('hex'),
      webhook: new URL('http://127.0.0.1:9/done'),
      arrival: null,
    },
  ]);
  expect(kept()).toEqual([job_id]);
  expect(readFileSync(path.join(folder, job_id))).toEqual(Buffer.from(await scan.arrayBuffer()));
  expect(await (await ask(`/v1/jobs/${job_id}`)).json()).toEqual({ state: 'queued' });
});

describe('refuses, keeps nothing, and goes on', () => {
  test('without the token, with another, with half of it', async () => {
    const { upload, ask, kept } = await opened();
    for (const bearer of [null, 'wrong', token.slice(0, 9), `${token} `.repeat(2)]) {
      expect(await codeOf(await upload(form({ document: scan }), bearer))).toEqual([401, 'no_token']);
      expect((await ask('/metrics', {}, bearer)).status).toBe(401);
      expect((await ask('/v1/jobs/x', {}, bearer)).status).toBe(401);
      expect((await ask('/nothing', {}, bearer)).status).toBe(401);
    }
    expect((await ask('/healthz', {}, null)).status).toBe(200);
    expect(kept()).toEqual([]);
    expect((await upload(form({ document: scan }))).status).toBe(202);
  });

  test.each([
    ['nothing in the form', () => form({}), 400],
    ['a field and no file', () => form({ document: 'text' }), 400],
    ['a file under another name', () => form({ other: scan }), 400],
    ['two files', () => form({ document: scan, more: scan }), 0],
    ['an empty file', () => form({ document: new Blob([]) }), 400],
    ['what is no document', () => form({ document: new Blob(['%!PS-Adobe-3.0 and so on']) }), 415],
    ['a webhook elsewhere', () => form({ webhook: 'http://10.0.0.1/x', document: scan }), 422],
    ['a webhook after the file', () => form({ document: scan, webhook: 'ftp://127.0.0.1/' }), 422],
    ['a webhook that is too long', () => form({ webhook: `http://127.0.0.1/${'x'.repeat(5000)}`, document: scan }), 422],
    ['no URL for a webhook', () => form({ webhook: 'http://', document: scan }), 422],
  ])('%s', async (_, made, status) => {
    const { upload, kept, intake } = await opened();
    const answer = await upload(made());
    expect(answer.status).toBe(status === 0 ? answer.status : status);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(kept()).toEqual([]);
    expect(intake.taken).toEqual([]);
    expect((await upload(form({ document: scan }))).status).toBe(202);
  });

  test('a body that is too large: told before it is read where its length is told, else when it is', async () => {
    const { upload, ask, kept } = await opened({ max_document_bytes: 100_000 });
    const large = new Blob([new Uint8Array(await scan.arrayBuffer()), new Uint8Array(300_000)]);
    expect(await codeOf(await upload(form({ document: large })))).toEqual([413, 'too_large']);
    const boundary = 'xyz';
    async function* endless() {
      yield new TextEncoder().encode(
        `--${boundary}\r\ncontent-disposition: form-data; name="document"; filename="a.jpg"\r\n\r\n`,
      );
      for (let chunk = 0; chunk < 200; chunk += 1) yield new Uint8Array(10_000);
    }
    const body = ReadableStream.from(endless());
    const streamed = await ask('/v1/documents', {
      method: 'POST',
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
      body,
      duplex: 'half',
    } as RequestInit).catch(() => null);
    if (streamed !== null) expect(streamed.status).toBe(413);
    expect(kept()).toEqual([]);
    expect((await upload(form({ document: scan }))).status).toBe(202);
  });

  test.each([
    ['text/plain', 'hello', 415],
    ['multipart/form-data', 'no boundary', 0],
    ['multipart/form-data; boundary=x', 'not a part of anything', 0],
    [
      'multipart/form-data; boundary=x',
      '--x\r\ncontent-disposition: form-data; name="document"; filename="a"\r\n\r\ncut short',
      0,
    ],
    ['application/json', '{', 0],
  ])('%s with %j', async (type, body, status) => {
    const { ask, kept, upload } = await opened();
    const answer = await ask('/v1/documents', { method: 'POST', headers: { 'content-type': type }, body });
    expect(answer.status).toBe(status === 0 ? answer.status : status);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(kept()).toEqual([]);
    expect((await upload(form({ document: scan }))).status).toBe(202);
  });

  test.each([
    '../../../etc/passwd',
    '/etc/passwd',
    '..',
    'a\\..\\b.jpg',
    'C:\\Windows\\x.jpg',
    '\u0000\n.jpg',
    `${'x'.repeat(5000)}.jpg`,
  ])('no path of a name: %j', async (name) => {
    const { upload, intake, kept, home } = await opened();
    const answer = await upload(form({ document: scan }, name));
    if (answer.status === 202) {
      expect(kept()).toEqual([intake.taken[0]?.job_id]);
      expect(intake.taken[0]?.name).not.toMatch(/[\\/\p{Cc}]/u);
      expect(intake.taken[0]?.name.length).toBeLessThanOrEqual(200);
    } else expect(kept()).toEqual([]);
    expect(readdirSync(home)).toEqual(['incoming']);
  });

  test('when the queue has filled while it was read, and keeps nothing of it', async () => {
    const { upload, intake, kept } = await opened();
    intake.accept = async () => false;
    expect(await codeOf(await upload(form({ document: scan })))).toEqual([503, 'queue_full']);
    expect(kept()).toEqual([]);
  });

  test('when the queue is full, before the body is read, and says when to come again', async () => {
    const { upload, intake } = await opened({}, 1);
    expect((await upload(form({ document: scan }))).status).toBe(202);
    const answer = await upload(form({ document: scan }));
    expect(answer.headers.get('retry-after')).toBe('2');
    expect(await codeOf(answer)).toEqual([503, 'queue_full']);
    intake.room = 2;
    expect((await upload(form({ document: scan }))).status).toBe(202);
  });

  test('what the queue does not keep leaves no file, whether it says no or fails', async () => {
    const { upload, intake, kept } = await opened();
    intake.accept = async () => false;
    expect(await codeOf(await upload(form({ document: scan })))).toEqual([503, 'queue_full']);
    intake.accept = () => Promise.reject(new Error('no such table'));
    expect(await codeOf(await upload(form({ document: scan })))).toEqual([500, 'failed']);
    expect(kept()).toEqual([]);
  });

  test('without a token it says nothing of a path that cannot be read', async () => {
    const { ask } = await opened();
    for (const where of ['/v1/jobs/%ff', `/v1/jobs/${'x'.repeat(300)}`]) {
      expect(await codeOf(await ask(where, {}, null))).toEqual([401, 'no_token']);
      expect((await codeOf(await ask(where)))[1]).toBe('bad_request');
    }
  });

  test('a job and a path that are not there, and tricks in both', async () => {
    const { ask } = await opened();
    for (const where of [
      '/v1/jobs/..%2f..%2fetc',
      '/v1/jobs/%00',
      '/v1/documents/../../x',
      '/v1/jobs/',
      '/%2e%2e/%2e%2e/etc/passwd',
    ]) {
      const answer = await ask(where);
      expect(answer.status, where).toBeGreaterThanOrEqual(400);
      expect(answer.status, where).toBeLessThan(500);
      expect(await answer.text()).not.toMatch(/root:|node_modules|\/tmp/);
    }
  });
});

/** A connection by hand. What came back, when it is over. */
async function raw(url: string, head: string): Promise<{ socket: Socket; answer: Promise<string> }> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk;
  });
  const answer = new Promise<string>((resolve) => socket.on('close', () => resolve(text)));
  await new Promise<void>((resolve) => socket.on('connect', () => resolve()));
  socket.write(head);
  return { socket, answer };
}

test('a body that comes drop by drop is given up, while others are served', async () => {
  const { gateway, upload, kept } = await opened({ request_timeout_ms: 1000, headers_timeout_ms: 500 });
  const head = `POST /v1/documents HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\ncontent-type: multipart/form-data; boundary=b\r\ncontent-length: 100000\r\n\r\n--b\r\n`;
  const { socket, answer } = await raw(gateway.url, head);
  let drops = 0;
  const dripping = setInterval(() => {
    drops += 1;
    socket.write('x');
  }, 100);
  onTestFinished(() => clearInterval(dripping));
  expect((await upload(form({ document: scan }))).status).toBe(202);
  expect(await answer).toMatch(/^HTTP\/1\.1 408 [\s\S]*"code":"too_slow"/);
  // Ten drops are the limit; Node's own look at slow requests would come after three hundred.
  expect(drops).toBeLessThan(150);
  expect(kept()).toHaveLength(1);
}, 60_000);

test('a head that comes drop by drop is given up too, without a token', async () => {
  const { gateway, ask } = await opened({ request_timeout_ms: 2000, headers_timeout_ms: 500 });
  const { socket, answer } = await raw(gateway.url, 'POST /v1/documents HTTP/1.1\r\nx: ');
  let drops = 0;
  const dripping = setInterval(() => {
    drops += 1;
    socket.write('x');
  }, 100);
  onTestFinished(() => clearInterval(dripping));
  expect(await answer).toMatch(/^HTTP\/1\.1 408 /);
  expect(drops).toBeLessThan(150);
  expect(await (await ask('/metrics')).text()).toContain('rythmiq_http_answers_total{path="other",status="408"} 1');
}, 60_000);

test('a thousand open connections keep nobody out', async () => {
  const { gateway, upload } = await opened();
  const idle = await Promise.all(Array.from({ length: 1000 }, () => raw(gateway.url, 'GET /healthz HTTP/1.1\r\nhost:')));
  onTestFinished(() => {
    for (const { socket } of idle) socket.destroy();
  });
  const answers = await Promise.all(Array.from({ length: 20 }, () => upload(form({ document: scan }))));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 202));
});

test('closing answers what it is at, and takes nothing new', async () => {
  const { gateway, intake, upload } = await opened();
  const accept = intake.accept.bind(intake);
  intake.accept = async (document) => {
    await sleep(300);
    return accept(document);
  };
  const late = upload(form({ document: scan }));
  await sleep(100);
  const closing = gateway.close();
  const refused = await upload(form({ document: scan })).then(
    ({ status }) => status,
    () => 'no connection',
  );
  expect(refused).not.toBe(202);
  expect((await late).status).toBe(202);
  await closing;
  expect(intake.taken).toHaveLength(1);
});

test('counts what it answered, for Prometheus', async () => {
  const { upload, ask } = await opened();
  await upload(form({ document: scan }));
  await upload(form({ document: scan }), 'wrong');
  const text = await (await ask('/metrics')).text();
  expect(text).toContain('rythmiq_http_answers_total{path="/v1/documents",status="202"} 1');
  expect(text).toContain('rythmiq_http_answers_total{path="/v1/documents",status="401"} 1');
  expect(text).toContain('rythmiq_queue_depth 1');
});

test.each([
  ['http://127.0.0.1:80/x', true],
  ['http://127.9.9.9/x', true],
  ['https://localhost/x', true],
  ['http://[::1]:8080/', true],
  ['http://localhost.example.com/', false],
  ['http://127.0.0.1.example.com/', false],
  ['http://0x7f000001/', true],
  ['http://2130706433/', true],
  ['http://10.0.0.1/', false],
  ['http://169.254.169.254/latest/meta-data', false],
  ['http://[::ffff:10.0.0.1]/', false],
  ['http://user:pass@127.0.0.1/', false],
  ['file:///etc/passwd', false],
  ['gopher://127.0.0.1/', false],
  ['', false],
])('a webhook to %s: %s', (address, allowed) => {
  expect(webhookAddress(address, false) !== null).toBe(allowed);
});

test('elsewhere only where that was allowed, and never by another protocol', () => {
  expect(webhookAddress('https://hooks.example.com/x', true)?.hostname).toBe('hooks.example.com');
  expect(webhookAddress('ftp://hooks.example.com/x', true)).toBeNull();
});
