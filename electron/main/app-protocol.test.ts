import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Protocol } from 'electron';
import { expect, onTestFinished, test, vi } from 'vitest';
import { fileOf, registerAppScheme, serveApp } from './app-protocol.ts';
import { contentSecurityPolicy } from './security.ts';

const folder = path.resolve('/app/out/renderer');

test.each([
  ['app://bench/', 'index.html'],
  ['app://bench/assets/index-1a2b.js?x=1#y', 'assets/index-1a2b.js'],
  ['app://bench/assets/a%20b.css', 'assets/a b.css'],
  ['app://bench/assets/../index.html', 'index.html'],
  // Decoded once: the name of a file, however odd.
  ['app://bench/%252e%252e%252fsecret.js', '%2e%2e%2fsecret.js'],
])('%s is the file %s', (url, file) => expect(fileOf(folder, url)).toBe(path.join(folder, file)));

test.each([
  // What the address itself resolves stays inside, whatever is asked for.
  ['app://bench/../../package.json', 'package.json'],
  ['app://bench/%2e%2e/%2E%2E/package.json', 'package.json'],
])('%s stays inside', (url, file) => expect(fileOf(folder, url)).toBe(path.join(folder, file)));

test.each([
  'app://bench/..%2fmain%2findex.js',
  'app://bench/assets/..%2f..%2f..%2fmain/index.js',
  'app://bench/%2e%2e%2f%2e%2e%2fpackage.json',
  'app://bench/..%2frenderer-of-another/index.js',
  'app://bench/index.html%00.js',
  'app://bench/%00',
  'app://bench/%',
  'app://bench/%c0%ae%c0%ae/',
  'not an address',
  '',
])('%s is no file of ours', (url) => expect(fileOf(folder, url)).toBeNull());

test.each(['app://bench//etc/passwd', 'app://bench/%2fetc%2fpasswd', 'app://bench/..\\..\\x.js', 'app://bench/C:%5Cx.js'])(
  '%s means a file inside, if any',
  (url) => expect(path.relative(folder, fileOf(folder, url) ?? folder)).not.toMatch(/^\.\.[\\/]|^\.\.$/),
);

/** Asks as Electron would. */
async function served() {
  const root = await mkdtemp(path.join(os.tmpdir(), 'rbench-protocol-'));
  onTestFinished(() => rm(root, { recursive: true }));
  const inside = path.join(root, 'renderer');
  await mkdir(path.join(inside, 'assets.js'), { recursive: true });
  for (const name of ['index.html', 'script.js', 'style.css', 'data.json', 'no-extension']) {
    await writeFile(path.join(inside, name), `content of ${name}`);
  }
  await writeFile(path.join(root, 'outside.js'), 'secret');
  const handle = vi.fn<(scheme: string, answer: (request: Request) => Promise<Response>) => void>();
  serveApp({ handle } as unknown as Protocol, inside);
  expect(handle.mock.lastCall?.[0]).toBe('app');
  return async (url: string, method = 'GET') => {
    const response = await handle.mock.lastCall?.[1]({ url, method } as Request);
    return { status: response?.status, text: await response?.text(), headers: response?.headers };
  };
}

test('a file of the window comes with its type and the policy, and nothing else comes at all', async () => {
  const ask = await served();
  const { status, text, headers } = await ask('app://bench/script.js');
  expect([status, text]).toEqual([200, 'content of script.js']);
  expect(Object.fromEntries(headers ?? [])).toEqual({
    'content-type': 'text/javascript; charset=utf-8',
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
  });
  expect((await ask('app://bench/')).text).toBe('content of index.html');
  const refused = [
    ...['data.json', 'no-extension', 'nowhere.js', 'assets.js', '..%2foutside.js'].map((name) => ask(`app://bench/${name}`)),
    ...['app://other/script.js', 'app://bench.evil/script.js', 'app://bench:1/script.js'].map((url) => ask(url)),
    ...['POST', 'HEAD', 'PUT', 'OPTIONS'].map((method) => ask('app://bench/script.js', method)),
  ];
  for (const answer of refused) expect(await answer).toMatchObject({ status: 404, text: '' });
});

test('the scheme has an origin of its own and passes by no policy', () => {
  const schemes: unknown[] = [];
  registerAppScheme({ registerSchemesAsPrivileged: (given: unknown[]) => void schemes.push(...given) } as unknown as Protocol);
  expect(schemes).toEqual([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
});
