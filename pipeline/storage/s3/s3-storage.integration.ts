/**
 * Storage in a bucket, against a real server and through a line that misbehaves.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { S3Limits } from './s3-storage.ts';
import { FaultProxy } from './testing/fault-proxy.ts';
import { freePorts, owner, type SwiftServer, startSwift, stranger, swiftIsHere } from './testing/swift.ts';

const hasty: S3Limits = { silenceMs: 300, firstWaitMs: 1 };
const MEGABYTE = 1_000_000;
const START_LIMIT_MS = 150_000;

describe.skipIf(!swiftIsHere())('S3Storage', () => {
  let swift: SwiftServer;
  let proxy: FaultProxy;
  beforeAll(async () => {
    swift = await startSwift();
    proxy = await FaultProxy.start(swift.port);
    const { library, client } = await (await fresh(swift.environment())).connectS3();
    await client.send(new library.CreateBucketCommand({ Bucket: 'scans' }));
  }, START_LIMIT_MS);
  afterAll(async () => {
    await proxy?.stop();
    await swift?.stop();
    vi.unstubAllEnvs();
  });
  beforeEach(() => proxy.arm(null));

  /** The adapter as a fresh process has it, which finds this in its environment. */
  async function fresh(environment: Readonly<Record<string, string>>) {
    vi.unstubAllEnvs();
    for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) vi.stubEnv(name, undefined);
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
    vi.resetModules();
    return { ...(await import('./s3-storage.ts')), ...(await import('./client.ts')) };
  }

  const direct = async (root = 's3://scans/in') => new (await fresh(swift.environment())).S3Storage(root, hasty);
  const through = async () => new (await fresh(swift.environment(owner, proxy.port))).S3Storage('s3://scans/in', hasty);
  const failure = (work: Promise<unknown>) =>
    work.then(
      () => ({ code: 'no error', message: '', details: {} as Record<string, unknown> }),
      (error) => error,
    );

  test.each(['plain.jpg', 'with space.jpg', `quote'"s+&.jpg`, 'Übung-日本語.jpg', 'deep/er/file.jpg', 'a..b//c.jpg'])(
    'gives back what was written as %j',
    async (key) => {
      const storage = await direct();
      await storage.upload(key, Buffer.from('content'));
      expect((await storage.download(key, 100)).toString()).toBe('content');
    },
  );

  test('replaces an object whole', async () => {
    const storage = await direct();
    await storage.upload('a.jpg', Buffer.alloc(MEGABYTE, 'x'));
    await storage.upload('a.jpg', Buffer.from('short'));
    expect((await storage.download('a.jpg', 100)).toString()).toBe('short');
  });

  test('names what is wrong with an object', async () => {
    const storage = await direct();
    await storage.upload('empty.jpg', new Uint8Array());
    await storage.upload('large.jpg', Buffer.alloc(20));
    expect(await failure(storage.download('gone.jpg', 10))).toMatchObject({
      code: 'input.missing',
      details: { file: 'gone.jpg' },
    });
    expect(await failure(storage.download('empty.jpg', 10))).toMatchObject({ code: 'input.empty' });
    expect(await failure(storage.download('large.jpg', 10))).toMatchObject({
      code: 'input.too_large',
      details: { bytes: 20, limit: 10 },
    });
  });

  test('an object that was replaced since it was listed is not taken for it', async () => {
    const storage = await direct();
    await storage.upload('changing.jpg', Buffer.from('one'));
    const before = await storage.look('changing.jpg');
    expect((await storage.download('changing.jpg', 10, before!.etag)).toString()).toBe('one');
    await storage.upload('changing.jpg', Buffer.from('two'));
    expect(await failure(storage.download('changing.jpg', 10, before!.etag))).toMatchObject({
      code: 's3.changed',
      details: { file: 'changing.jpg' },
    });
    expect(await storage.look('never.jpg')).toBeNull();
  });

  test('lists more objects than one answer holds, page after page, each once and without the marks of folders', async () => {
    const storage = await direct('s3://scans/many');
    const keys = Array.from({ length: 1200 }, (_, at) => `${at % 7}/scan ${at}.jpg`);
    for (let from = 0; from < keys.length; from += 16) {
      await Promise.all(keys.slice(from, from + 16).map((key) => storage.upload(key, Buffer.from(key))));
    }
    await storage.upload('3/', new Uint8Array());
    const pages: number[] = [];
    const listed: string[] = [];
    for await (const page of storage.list()) {
      pages.push(page.length);
      listed.push(...page.map(({ key }) => key));
    }
    expect(pages.length).toBe(2);
    expect(listed.sort()).toEqual([...keys].sort());
  });

  describe('says why a server cannot be used', () => {
    const [secret, other] = [owner.AWS_SECRET_ACCESS_KEY, stranger.AWS_SECRET_ACCESS_KEY];
    test.each<[string, (free: number) => Record<string, string>, string, string]>([
      ['no such bucket', () => swift.environment(), 's3://nowhere/in', 's3.no_bucket'],
      ['a key that may not', () => swift.environment(stranger), 's3://scans/in', 's3.denied'],
      ['a wrong secret', () => ({ ...swift.environment(), AWS_SECRET_ACCESS_KEY: other }), 's3://scans/in', 's3.login'],
      ['a key that nobody knows', () => ({ ...swift.environment(), AWS_ACCESS_KEY_ID: 'who' }), 's3://scans/in', 's3.login'],
      ['another region', () => ({ ...swift.environment(), AWS_REGION: 'eu-north-1' }), 's3://scans/in', 's3.wrong_region'],
      ['nobody at the port', (free) => swift.environment(owner, free), 's3://scans/in', 's3.unreachable'],
      [
        'no such host',
        () => ({ ...swift.environment(), AWS_ENDPOINT_URL: 'http://nobody.invalid' }),
        's3://scans/in',
        's3.unreachable',
      ],
      [
        'https where http is spoken',
        () => ({ ...swift.environment(), AWS_ENDPOINT_URL: `https://127.0.0.1:${swift.port}` }),
        's3://scans/in',
        's3.tls',
      ],
    ])('%s', async (_, environment, root, code) => {
      const [free = 0] = await freePorts(1);
      const { S3Storage } = await fresh(environment(free));
      const storage = new S3Storage(root, hasty);
      const calls = [
        () => storage.download('a.jpg', 10),
        () => storage.list().next(),
        () => storage.upload('a.jpg', Buffer.from('x')),
      ];
      for (const call of calls) {
        const error = await failure(call());
        expect(error.code).toBe(code);
        expect(JSON.stringify([error.message, error.details])).not.toMatch(new RegExp(`${secret}|${other}`));
        expect(error.message).not.toContain('{');
      }
    });

    test('no credentials at all', async () => {
      const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, ...environment } = swift.environment();
      const { S3Storage } = await fresh(environment);
      expect((await failure(new S3Storage('s3://scans').download('a.jpg', 10))).code).toBe('s3.no_credentials');
    });

    test('a clock that is two hours wrong', async () => {
      const { S3Storage, connectS3 } = await fresh(swift.environment());
      const { client } = await connectS3();
      // The library sets its clock right by the first refusal; this one is set wrong after each.
      Object.defineProperty(client.config, 'systemClockOffset', { get: () => -7_200_000, set: () => undefined });
      expect((await failure(new S3Storage('s3://scans', hasty).download('a.jpg', 10))).code).toBe('s3.clock');
    });

    test.each([
      ['SlowDown', 503, 's3.throttled'],
      ['QuotaExceeded', 413, 's3.full'],
      ['ExpiredToken', 400, 's3.login'],
      ['PermanentRedirect', 301, 's3.wrong_region'],
      ['NotImplemented', 501, 's3.failed'],
    ])('%s', async (name, status, code) => {
      const storage = await through();
      proxy.arm({ method: 'PUT', times: 10, kind: 'refuse', status, code: name });
      const error = await failure(storage.upload('a.jpg', Buffer.from('x')));
      expect(error.code).toBe(code);
      // What the server says in its own words may hold anything.
      expect(JSON.stringify(error.details)).not.toContain('secret words');
      expect(proxy.requests).toBeLessThanOrEqual(4);
    });

    test('two refusals under load are got over', async () => {
      const storage = await through();
      proxy.arm({ method: 'PUT', times: 2, kind: 'refuse', status: 503, code: 'SlowDown' });
      await storage.upload('busy.jpg', Buffer.from('x'));
      expect(proxy.requests).toBe(3);
    });
  });

  describe('over a line that misbehaves', () => {
    const content = Buffer.from(Array.from({ length: 300_000 }, (_, at) => at % 251));
    const stored = async () => {
      await (await direct()).upload('page.jpg', content);
      return through();
    };

    test.each([
      ['a connection that breaks', { kind: 'cut', afterBytes: 100_000 }],
      ['a connection that goes silent', { kind: 'silence', afterBytes: 100_000 }],
    ] as const)('%s twice is tried again', async (_, fault) => {
      const storage = await stored();
      proxy.arm({ method: 'GET', times: 2, ...fault });
      expect((await storage.download('page.jpg', MEGABYTE)).equals(content)).toBe(true);
      expect(proxy.requests).toBe(3);
    });

    test('one that breaks each time is given up after four tries', async () => {
      const storage = await stored();
      proxy.arm({ method: 'GET', times: 100, kind: 'cut', afterBytes: 1000 });
      expect(await failure(storage.download('page.jpg', MEGABYTE))).toMatchObject({ code: 's3.lost', details: { attempts: 4 } });
      expect(proxy.requests).toBe(4);
    });

    test('no more than the limit is read of an answer without an end', async () => {
      const storage = await stored();
      proxy.arm({ method: 'GET', times: 1, kind: 'flood' });
      expect((await failure(storage.download('page.jpg', 400_000))).code).toBe('input.too_large');
      expect(proxy.passed).toBeLessThan(10 * MEGABYTE);
    });

    test('a slow download is cancelled at once', async () => {
      const storage = await stored();
      proxy.arm({ method: 'GET', times: 1, kind: 'slow', chunkBytes: 1000, everyMs: 100 });
      const stop = new AbortController();
      const work = failure(storage.download('page.jpg', MEGABYTE, null, stop.signal));
      await vi.waitFor(() => expect(proxy.passed).toBeGreaterThan(2000), { timeout: 10_000 });
      stop.abort(new Error('enough'));
      expect((await work).message).toBe('enough');
      expect(proxy.passed).toBeLessThan(100_000);
    });

    test('an upload whose answer is lost is done again and there once', async () => {
      const storage = await through();
      proxy.arm({ method: 'PUT', times: 1, kind: 'unanswered' });
      await storage.upload('once/page.jpg', content);
      const found: string[] = [];
      for await (const page of (await direct('s3://scans/in/once')).list()) found.push(...page.map(({ key }) => key));
      expect(found).toEqual(['page.jpg']);
    });

    test('of an upload that breaks nothing is seen', async () => {
      const storage = await through();
      proxy.arm({ method: 'PUT', times: 100, kind: 'refuse', status: 500, code: 'InternalError' });
      expect((await failure(storage.upload('half.jpg', content))).code).toBe('s3.failed');
      expect(await (await direct()).look('half.jpg')).toBeNull();
    });
  });
});
