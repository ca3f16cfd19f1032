/**
 * `app://bench/`: the built files of the window, and nothing else of the disk.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Protocol } from 'electron';
import { APP_ORIGIN, contentSecurityPolicy, originOf } from './security.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Before the app is ready: a scheme that behaves like https, with an origin and a policy. */
export function registerAppScheme(on: Protocol): void {
  on.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
}

export function serveApp(on: Protocol, folder: string): void {
  on.handle('app', async ({ url, method }) => {
    const file = originOf(url) === APP_ORIGIN && method === 'GET' ? fileOf(folder, url) : null;
    const type = file === null ? undefined : types[path.extname(file)];
    if (file === null || type === undefined) return refuse();
    const content = await readFile(file).catch(() => null);
    if (content === null) return refuse();
    return new Response(content, {
      headers: {
        'content-type': type,
        'content-security-policy': contentSecurityPolicy,
        'x-content-type-options': 'nosniff',
        'cross-origin-opener-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
      },
    });
  });
}

/** The file that a URL means, or null when it lies outside the folder. */
export function fileOf(folder: string, url: string): string | null {
  let name: string;
  try {
    name = decodeURIComponent(new URL(url).pathname);
  } catch {
    return null;
  }
  const file = path.join(folder, name === '/' ? 'index.html' : name);
  const inside = path.relative(folder, file);
  return inside.startsWith('..') || path.isAbsolute(inside) || name.includes('\0') ? null : file;
}

const refuse = () => new Response('', { status: 404 });
