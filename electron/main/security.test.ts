/** The rest is tested on the real window, in `electron/e2e/security.e2e.ts`. */
import { EventEmitter } from 'node:events';
import type { App, Session } from 'electron';
import { expect, test, vi } from 'vitest';
import { contentSecurityPolicy, lockDownContents, lockDownSession, originOf, windowPreferences } from './security.ts';

test.each([
  ['app://bench/index.html?x#y', 'app://bench'],
  ['app://bench', 'app://bench'],
  ['app://user:word@bench/', 'app://bench'],
  ['app://bench:80/', 'app://bench:80'],
  ['app://bench.evil/', 'app://bench.evil'],
  ['http://localhost:5173/@vite/client', 'http://localhost:5173'],
  // The sources' server tells changes over a socket of its own origin.
  ['ws://localhost:5173/', 'http://localhost:5173'],
  ['wss://evil.example/', 'https://evil.example'],
  ['blob:app://bench/1', 'blob://'],
  ['data:text/html,x', 'data://'],
  ['about:blank', 'about://'],
  ['file:///etc/passwd', 'file://'],
  ['//bench/', ''],
  ['app', ''],
  ['', ''],
])('the origin of %s is %s', (url, origin) => expect(originOf(url)).toBe(origin));

test('every permission is refused, devices included, for which no test machine has one', () => {
  const session = {
    setPermissionRequestHandler: vi.fn(),
    setPermissionCheckHandler: vi.fn(),
    setDevicePermissionHandler: vi.fn(),
    webRequest: { onBeforeRequest: vi.fn() },
    on: vi.fn(),
  };
  lockDownSession(session as unknown as Session, ['app://bench']);
  const answer = vi.fn();
  session.setPermissionRequestHandler.mock.lastCall?.[0](null, 'hid', answer);
  expect(answer.mock.calls).toEqual([[false]]);
  expect(session.setPermissionCheckHandler.mock.lastCall?.[0](null, 'usb', '')).toBe(false);
  expect(session.setDevicePermissionHandler.mock.lastCall?.[0]({ deviceType: 'hid' })).toBe(false);

  const cancelled = (url: string) => {
    const told = vi.fn<(answer: { cancel: boolean }) => void>();
    session.webRequest.onBeforeRequest.mock.lastCall?.[0]({ url }, told);
    return told.mock.lastCall?.[0].cancel;
  };
  for (const url of ['app://bench/a.js', 'blob:app://bench/1', 'data:,x', 'devtools://devtools/x']) {
    expect([url, cancelled(url)]).toEqual([url, false]);
  }
  for (const url of [
    'https://example.org/',
    'http://127.0.0.1/',
    'ws://bench/',
    'file:///etc/passwd',
    'ftp://x/',
    'app://other/',
  ]) {
    expect([url, cancelled(url)]).toEqual([url, true]);
  }
});

test('whatever contents there will be: no other page, no window, no webview', () => {
  const app = new EventEmitter();
  lockDownContents(app as unknown as App, ['app://bench']);
  const setWindowOpenHandler = vi.fn();
  const contents = Object.assign(new EventEmitter(), { setWindowOpenHandler });
  app.emit('web-contents-created', {}, contents);
  expect(setWindowOpenHandler.mock.lastCall?.[0]({ url: 'app://bench/' })).toEqual({ action: 'deny' });
  const prevented = (kind: string, url: string) => {
    const preventDefault = vi.fn();
    contents.emit(kind, { url, preventDefault });
    return preventDefault.mock.calls.length > 0;
  };
  for (const kind of ['will-navigate', 'will-frame-navigate', 'will-redirect']) {
    expect(prevented(kind, 'app://bench/index.html')).toBe(false);
    for (const url of [
      'https://example.org/',
      'file:///etc/passwd',
      'data:text/html,x',
      'about:blank',
      'app://other/',
      'blob:app://bench/1',
    ]) {
      expect([kind, url, prevented(kind, url)]).toEqual([kind, url, true]);
    }
  }
  expect(prevented('will-attach-webview', '')).toBe(true);
});

test('the policy begins with nothing, and lets no inline code, no eval and no other origin in', () => {
  const policy = Object.fromEntries(
    contentSecurityPolicy.split('; ').map((directive) => {
      const [name = '', ...sources] = directive.split(' ');
      return [name, sources];
    }),
  );
  expect(policy['default-src']).toEqual(["'none'"]);
  for (const name of ['base-uri', 'form-action', 'frame-ancestors']) expect(policy[name]).toEqual(["'none'"]);
  const allowed = new Set(Object.values(policy).flat());
  expect([...allowed].sort()).toEqual(["'none'", "'self'", 'blob:', 'data:']);
  expect(policy['script-src']).toEqual(["'self'"]);
});

test('the window has no preference that the checklist warns of', () => {
  expect(windowPreferences('/preload.cjs')).toMatchObject({
    preload: '/preload.cjs',
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
  });
  expect(Object.keys(windowPreferences(''))).not.toContain('enableBlinkFeatures');
});
