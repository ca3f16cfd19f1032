/**
 * Electron's security checklist on the real window; the numbers are its own
 * (https://www.electronjs.org/docs/latest/tutorial/security). Each test fails when what it tests is switched off, even where
 * something else would still stop the attack: where two stand in a row, the one before is taken away first.
 *
 * Elsewhere: the fuses (19) in `packaged.e2e.ts`; what no machine of tests can show (devices, dropped files) in
 * `electron/main/security.test.ts`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { WebContents } from 'electron';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { appCalls } from '../../pipeline/contract/app-calls.ts';
import { contentSecurityPolicy } from '../main/security.ts';
import { type LaunchedApp, launchApp } from './launch.ts';

const checkout = fileURLToPath(new URL('../..', import.meta.url));
const run = '0b7d1c52-4c1e-4f3a-9a55-6f2f0c9f1d11';

/** Where attacks would like to talk to: any page may read it. What arrives there is noted. */
let server: Server;
let http: string;
let webSocket: string;
let hits: string[] = [];
let opened: LaunchedApp;

beforeAll(async () => {
  server = createServer((request, response) => {
    hits.push(`${request.method} ${request.url}`);
    if (request.url === '/redirect') return response.writeHead(302, { location: '/landed' }).end();
    response.writeHead(200, { 'content-type': 'text/html', 'access-control-allow-origin': '*' });
    return response.end('<title>outside</title>');
  });
  server.on('upgrade', (request, socket) => {
    hits.push(`UPGRADE ${request.url}`);
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  http = `http://127.0.0.1:${port}`;
  webSocket = `ws://127.0.0.1:${port}`;
  // Without a device there is nothing to be refused.
  opened = await launchApp({ args: ['--use-fake-device-for-media-stream'] });
});
beforeEach(() => {
  hits = [];
});
afterAll(async () => {
  await opened?.close();
  server.closeAllConnections();
  server.close();
});

/** Asks in the page, past the types. */
const ask = (name: unknown, input: unknown) =>
  opened.page.evaluate(([call, given]) => window.bench.ask(call as never, given as never), [name, input] as const);

const refused = expect.objectContaining({ output: null, error: expect.objectContaining({ code: 'message.invalid' }) });

/** An app of its own whose session lets everything through, so that what stands before it stands alone. */
async function withoutSessionLock(): Promise<LaunchedApp> {
  const bare = await launchApp();
  onTestFinished(() => bare.close());
  await bare.app.evaluate(({ session }) => session.defaultSession.webRequest.onBeforeRequest(null));
  return bare;
}

/** Every file of the app itself, tests left out. */
function sources(): { readonly file: string; readonly text: string }[] {
  return ['electron/main', 'electron/preload', 'electron/processes', 'renderer'].flatMap((folder) =>
    readdirSync(path.join(checkout, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(tsx?|html)$/.test(name) && !/\.test\.tsx?$|(^|\/)testing\//.test(name))
      .map((name) => ({ file: `${folder}/${name}`, text: readFileSync(path.join(checkout, folder, name), 'utf8') })),
  );
}

/** Files of the app that say one of these words outside of a comment. */
const saying = (words: RegExp) =>
  sources()
    .filter(({ text }) => words.test(text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')))
    .map(({ file }) => file);

describe('the page', () => {
  it('1: is made of the app’s own files', async () => {
    const addresses = await opened.page.evaluate(() =>
      [...document.querySelectorAll('[src],[href]')].map((each) =>
        String(new URL(each.getAttribute('src') ?? each.getAttribute('href') ?? '', document.baseURI)),
      ),
    );
    expect(addresses.length).toBeGreaterThanOrEqual(2);
    for (const address of addresses) expect(address).toMatch(/^(blob:)?app:\/\/bench\//);
    expect(opened.strayRequests).toEqual([]);
  });

  it('2, 20: has no Node and no Electron', async () => {
    const names = [
      'require',
      'module',
      'exports',
      'process',
      'Buffer',
      'global',
      'setImmediate',
      '__dirname',
      'electron',
      'ipcRenderer',
    ];
    expect(await opened.page.evaluate((wanted) => wanted.filter((name) => name in window), names)).toEqual([]);
  });

  it('20: has exactly one object of the app, with three functions, which it cannot change', async () => {
    const bridge = await opened.page.evaluate(() => {
      const { bench } = window;
      const { ask: original } = bench;
      const mine = () => 'mine';
      // Each on its own: code that is strict is told, other code is not.
      for (const change of [() => Object.assign(bench, { ask: mine }), () => Object.assign(window, { bench: { ask: mine } })]) {
        try {
          change();
        } catch {}
      }
      return {
        keys: Reflect.ownKeys(bench).sort(),
        types: Object.values(bench).map((value) => typeof value),
        unchanged: window.bench === bench && bench.ask === original,
      };
    });
    expect(bridge).toEqual({ keys: ['ask', 'onEvent', 'placeOf'], types: Array(3).fill('function'), unchanged: true });
  });

  it('20: is told events, and not given what carried them', async () => {
    const heard = await opened.page.evaluate(
      (id) =>
        new Promise<unknown[]>((resolve) => {
          const stop = window.bench.onEvent((...words: unknown[]) => {
            stop();
            resolve(words);
          });
          void window.bench.ask('runs.undoDelete', { run: id });
        }),
      run,
    );
    expect(heard).toEqual([{ event: 'runs_changed' }]);
  });

  it.each([
    [2, 'nodeIntegration', false],
    [2, 'nodeIntegrationInSubFrames', false],
    [3, 'contextIsolation', true],
    [4, 'sandbox', true],
    [6, 'webSecurity', true],
    [8, 'allowRunningInsecureContent', false],
    [9, 'experimentalFeatures', false],
    [10, 'enableBlinkFeatures', ''],
    [11, 'webviewTag', false],
  ])('%i: runs with %s at %j', async (_number, name, value) => {
    const preferences = await opened.app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as WebContents & {
        getLastWebPreferences(): Record<string, unknown>;
      };
      return contents.getLastWebPreferences();
    });
    expect(preferences[name]).toBe(value);
  });

  it('18: comes from a scheme of its own, and developer tools are shut', async () => {
    expect(await opened.page.evaluate(() => [location.origin, isSecureContext])).toEqual(['app://bench', true]);
    const shut = await opened.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map(({ webContents }) => webContents.isDevToolsOpened()),
    );
    expect(shut).toEqual([false]);
  });
});

describe('permissions', () => {
  it('5: are refused when they are asked for', async () => {
    const answers = await opened.page.evaluate(async () => {
      const outcome = (work: Promise<unknown>) =>
        work.then(
          () => 'granted',
          (thrown: Error) => thrown.name,
        );
      return {
        notifications: await Notification.requestPermission(),
        geolocation: await new Promise((resolve) =>
          navigator.geolocation.getCurrentPosition(
            () => resolve('granted'),
            ({ code, PERMISSION_DENIED }) => resolve(code === PERMISSION_DENIED),
          ),
        ),
        microphone: await outcome(navigator.mediaDevices.getUserMedia({ audio: true })),
        camera: await outcome(navigator.mediaDevices.getUserMedia({ video: true })),
        screen: await outcome(navigator.mediaDevices.getDisplayMedia()),
        midi: await outcome(navigator.requestMIDIAccess({ sysex: true })),
        clipboard: await outcome(navigator.clipboard.readText()),
        wakeLock: await outcome(navigator.wakeLock.request('screen')),
        persistence: await navigator.storage.persist(),
      };
    });
    expect(answers).toEqual({
      notifications: 'denied',
      geolocation: true,
      microphone: 'NotAllowedError',
      camera: 'NotAllowedError',
      screen: 'NotAllowedError',
      midi: 'NotAllowedError',
      clipboard: 'NotAllowedError',
      wakeLock: 'NotAllowedError',
      persistence: false,
    });
  });

  it('5: read as refused before they are asked for', async () => {
    const states = await opened.page.evaluate(async () => {
      const names = ['notifications', 'geolocation', 'camera', 'microphone', 'midi', 'clipboard-read', 'clipboard-write'];
      const found: string[] = [Notification.permission];
      for (const name of names) found.push((await navigator.permissions.query({ name: name as PermissionName })).state);
      return found;
    });
    expect(states).toEqual(Array(8).fill('denied'));
  });
});

describe('what is foreign', () => {
  /** Directive and what it stopped, of the attempts below. */
  const stopped = [
    'base-uri http',
    'connect-src http',
    'connect-src ws',
    'form-action http',
    'frame-src app',
    'frame-src http',
    'img-src http',
    'media-src http',
    'object-src http',
    'script-src eval',
    'script-src-attr inline',
    'script-src-elem http',
    'script-src-elem inline',
    'style-src-elem http',
    'style-src-elem inline',
    'worker-src blob',
  ];

  it('7: is kept out by the policy: code from text, scripts, pictures, frames, requests', async () => {
    const header = await opened.page.evaluate(async () => (await fetch('app://bench/')).headers.get('content-security-policy'));
    expect(header).toBe(contentSecurityPolicy);

    const bare = await withoutSessionLock();
    await bare.page.evaluate(
      ([site, socketSite]) => {
        const seen = { ran: [] as string[], stopped: [] as string[] };
        const ran = (what: string) => void seen.ran.push(what);
        Object.assign(window, { seen, ran });
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
          seen.stopped.push(`${effectiveDirective} ${blockedURI.split(':')[0]}`);
        });
        const add = (name: string, attributes: Record<string, string>, text = '') => {
          const element = document.createElement(name);
          for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
          element.textContent = text;
          document.body.append(element);
          return element;
        };
        add('script', {}, 'ran("inline script")');
        add('button', { onclick: 'ran("inline handler")' }).click();
        add('style', {}, 'body { outline: 3px solid red }');
        add('iframe', { srcdoc: '<script>parent.ran("frame of text")</script>' });
        add('iframe', { src: 'app://bench/' });
        add('iframe', { src: `${site}/frame` });
        add('script', { src: `${site}/script.js` });
        add('link', { rel: 'stylesheet', href: `${site}/style.css` });
        add('img', { src: `${site}/picture.png` });
        add('object', { data: `${site}/object` });
        add('video', { src: `${site}/video.mp4` });
        add('base', { href: `${site}/base/` });
        (add('form', { action: `${site}/form`, method: 'post' }) as HTMLFormElement).submit();
        navigator.sendBeacon(`${site}/beacon`);
        fetch(`${site}/fetch`).then(
          () => ran('fetch'),
          () => undefined,
        );
        // In a task of the page's own: what a test sends may do more than the page.
        setTimeout(() => {
          const attempts = [
            () => setTimeout('ran("code of a timer")'),
            () => new Function('ran("Function")')(),
            () => new WebSocket(`${socketSite}/socket`),
            () => new Worker(URL.createObjectURL(new Blob(['']))).addEventListener('message', () => ran('worker')),
          ];
          for (const attempt of attempts) {
            try {
              attempt();
            } catch {}
          }
        });
      },
      [http, webSocket] as const,
    );
    const seen = () => bare.page.evaluate(() => (window as unknown as { seen: { ran: string[]; stopped: string[] } }).seen);
    await expect.poll(async () => [...new Set((await seen()).stopped)].sort()).toEqual(expect.arrayContaining(stopped));
    expect([(await seen()).ran, hits]).toEqual([[], []]);
    const outline = await bare.page.evaluate(() => [getComputedStyle(document.body).outlineStyle, document.baseURI]);
    expect(outline).toEqual(['none', 'app://bench/']);
  });

  it('1: is kept out by the session, from a page without a policy and from the app itself', async () => {
    const answers = await opened.app.evaluate(
      async ({ BrowserWindow, session, net }, [site, socketSite]) => {
        const outcome = (work: Promise<unknown>) => work.then(() => 'let through', String);
        const window = new BrowserWindow({ show: false });
        const inPage = async (code: string) => {
          await window.loadURL('about:blank');
          const words = `const through = () => resolve('let through'), blocked = () => resolve('blocked');`;
          return window.webContents.executeJavaScript(`new Promise((resolve) => { ${words} ${code} })`) as Promise<string>;
        };
        const found = {
          session: await outcome(session.defaultSession.fetch(`${site}/session`)),
          net: await outcome(net.fetch(`${site}/net`)),
          page: await outcome(window.loadURL(`${site}/page`)),
          picture: await inPage(`const it = new Image(); it.onload = it.onerror = blocked; it.src = '${site}/picture.png'`),
          request: await inPage(`fetch('${site}/fetch').then(through, blocked)`),
          socket: await inPage(`const it = new WebSocket('${socketSite}/socket'); it.onopen = through; it.onclose = blocked`),
        };
        window.destroy();
        return found;
      },
      [http, webSocket] as const,
    );
    const blocked = expect.stringContaining('ERR_BLOCKED_BY_CLIENT');
    expect(answers).toEqual({
      session: blocked,
      net: blocked,
      page: blocked,
      picture: 'blocked',
      request: 'blocked',
      socket: 'blocked',
    });
    expect(hits).toEqual([]);
  });

  it.each(['http', 'app://other/', 'app://bench.evil/', 'blob:', 'file:///etc/hostname', 'data:text/html,x'])(
    '13: takes no page’s place: %s',
    async (address) => {
      // Either the app prevents it, or Chromium does before and says so in the console; listened for before the page goes.
      const listening = await opened.app.evaluateHandle(({ BrowserWindow }) => ({
        prevented: new Promise<string>((resolve) => {
          const contents = BrowserWindow.getAllWindows()[0]?.webContents;
          contents?.once('will-frame-navigate', (event) => resolve(event.defaultPrevented ? 'by the app' : 'by nobody'));
          // Electron tells the text in the event, older ones after it.
          contents?.on('console-message', (...words: unknown[]) => {
            const texts = words.map((word) => (typeof word === 'string' ? word : (word as { message?: string }).message));
            if (texts.some((text) => text?.startsWith('Not allowed to'))) resolve('by Chromium');
          });
        }),
      }));
      await opened.page.evaluate(
        ([to, site]) => {
          Object.assign(window, { still: 'here' });
          const pages: Record<string, string> = {
            http: `${site}/page`,
            'blob:': URL.createObjectURL(new Blob(['x'], { type: 'text/html' })),
          };
          setTimeout(() => location.assign(pages[to] ?? to));
        },
        [address, http] as const,
      );
      const prevented = await listening.evaluate((started) => started.prevented);
      expect(prevented).toBe(/^(file|data):/.test(address) ? 'by Chromium' : 'by the app');
      expect(await opened.page.evaluate(() => [location.origin, 'still' in window])).toEqual(['app://bench', true]);
      expect(hits).toEqual([]);
    },
  );

  it('13: takes no frame’s place, and none by a detour', async () => {
    const bare = await withoutSessionLock();
    const events = await bare.app.evaluate(async ({ BrowserWindow }, site) => {
      const window = new BrowserWindow({ show: false });
      const { webContents } = window;
      await window.loadURL('about:blank');
      const inFrame = new Promise<boolean>((resolve) => {
        webContents.once('will-frame-navigate', (event) => resolve(event.defaultPrevented));
      });
      await webContents.executeJavaScript(
        `document.body.append(document.createElement('iframe')); frames[0].location.href = '${site}/frame'; null`,
      );
      const found = [await inFrame];
      const onTheWay = new Promise<boolean>((resolve) => {
        webContents.once('will-redirect', (event) => resolve(event.defaultPrevented));
      });
      await window.loadURL(`${site}/redirect`).catch(() => undefined);
      found.push(await onTheWay);
      window.destroy();
      return found;
    }, http);
    expect([events, hits]).toEqual([[true, true], ['GET /redirect']]);
  });

  it('14: opens no window', async () => {
    const results = await opened.page.evaluate(
      (site) => ['', 'app://bench/', 'about:blank', `${site}/window`].map((url) => window.open(url) === null),
      http,
    );
    expect(results).toEqual([true, true, true, true]);
    expect(await opened.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
    expect(hits).toEqual([]);
  });

  it('12: is attached as no webview, not even to a window that knows the tag', async () => {
    const prevented = await opened.app.evaluate(async ({ BrowserWindow }) => {
      const window = new BrowserWindow({ show: false, webPreferences: { webviewTag: true } });
      const attached = new Promise<boolean>((resolve) => {
        window.webContents.once('will-attach-webview', (event) => resolve(event.defaultPrevented));
      });
      await window.loadURL('about:blank');
      await window.webContents.executeJavaScript(
        `const view = document.createElement('webview'); view.src = 'about:blank'; document.body.append(view); null`,
      );
      const found = await attached;
      window.destroy();
      return found;
    });
    expect(prevented).toBe(true);
  });

  it('comes as no download', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-downloads-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const listening = await opened.app.evaluateHandle(
      ({ session }, downloads) => ({
        prevented: new Promise<boolean>((resolve) => {
          session.defaultSession.once('will-download', (event, item) => {
            resolve(event.defaultPrevented);
            // Where nothing prevents it, a dialogue would wait for a person.
            if (!event.defaultPrevented) item.setSavePath(`${downloads}/file.txt`);
          });
        }),
      }),
      folder,
    );
    await opened.page.evaluate(() => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob(['content']));
      link.download = 'file.txt';
      link.click();
    });
    expect(await listening.evaluate((started) => started.prevented)).toBe(true);
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('17: a question', () => {
  it('from the window is answered when it is in the table and fits', async () => {
    expect(await ask('about', {})).toMatchObject({ error: null, output: { electron: expect.any(String) } });
    for (const name of ['open', 'runs.trace', 'nothing', '__proto__', 'constructor', 'hasOwnProperty', 7, null, ['about']]) {
      expect(await ask(name, {})).toEqual(refused);
    }
    for (const [name, input] of [
      ['about', null],
      ['runs.read', { run: 'latest' }],
      ['runs.list', { search: '', limit: 1e9, offset: 0 }],
      ['setTheme', { theme: 'pink' }],
      ['file.save', { name: 'x'.repeat(201), content: '' }],
      ['file.save', { name: 'x', content: { length: 3 } }],
      ['file.show', { file: '/etc/passwd' }],
      ['jobs.image', { job: run, kind: '../source', page: 0 }],
    ] as const) {
      expect(await ask(name, input)).toEqual(refused);
    }
  });

  it('goes on no channel but the one, whatever the page calls it', async () => {
    await opened.app.evaluate(({ ipcMain }) => ipcMain.handle('another', () => 'reached'));
    expect(await ask('another', {})).toEqual(refused);
  });

  it('of a frame in the window cannot be asked', async () => {
    const bridges = await opened.page.evaluate(() => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      const found = [typeof frame.contentWindow?.bench];
      frame.remove();
      return found;
    });
    expect(bridges).toEqual(['undefined']);
  });

  it('of another page is refused, though it has the bridge, and of a frame, though it has our address', async () => {
    const answers = await opened.app.evaluate(async ({ app, BrowserWindow, session }) => {
      const preload = `${app.getAppPath()}/out/preload/index.cjs`;
      const askAbout = `window.bench.ask('about', {})`;

      const foreign = new BrowserWindow({ show: false, webPreferences: { preload } });
      await foreign.loadURL('data:text/html,x');
      const page = (await foreign.webContents.executeJavaScript(askAbout)) as unknown;
      foreign.destroy();

      // Our address without our policy, which would keep the frame out before it could ask.
      const elsewhere = session.fromPartition('elsewhere');
      elsewhere.protocol.handle('app', ({ url }) => {
        const html = url.endsWith('/frame') ? 'inside' : '<iframe src="app://bench/frame"></iframe>';
        return new Response(html, { headers: { 'content-type': 'text/html' } });
      });
      const framing = new BrowserWindow({
        show: false,
        webPreferences: { preload, partition: 'elsewhere', nodeIntegrationInSubFrames: true },
      });
      await framing.loadURL('app://bench/');
      const [inner] = framing.webContents.mainFrame.frames;
      const frame = (await inner?.executeJavaScript(askAbout)) as unknown;
      const frameUrl = inner?.url;
      framing.destroy();
      return { page, frame, frameUrl };
    });
    expect(answers).toEqual({ page: refused, frame: refused, frameUrl: 'app://bench/frame' });
  });
});

describe('18: app://bench/', () => {
  const fetched = (address: string, method = 'GET') =>
    opened.app.evaluate(
      async ({ net }, [url, verb]) => {
        const response = await net.fetch(url, { method: verb });
        return [response.status, (await response.text()).length];
      },
      [address, method] as const,
    );

  it('gives the window’s files', async () => {
    expect(await fetched('app://bench/')).toEqual([200, expect.any(Number)]);
    expect(await fetched('app://bench/index.html')).toEqual([200, expect.any(Number)]);
  });

  it.each([
    // Each would be of a kind that is given, were it inside.
    'app://bench/..%2fmain%2findex.js',
    'app://bench/..%2Fmain/index.js',
    'app://bench/assets/..%2f..%2fmain%2findex.js',
    'app://bench/%2e%2e%2fmain%2findex.js',
    'app://bench/%2e%2e/main/index.js',
    'app://bench/../main/index.js',
    'app://bench/..\\main\\index.js',
    'app://bench/..%5cmain%5cindex.js',
    'app://bench/..%252fmain%252findex.js',
    // And one outside of the build.
    'app://bench/../../package.json',
    'app://bench/..%2f..%2fpackage.json',
    'app://bench/index.html%00',
    'app://bench/nowhere.html',
  ])('gives nothing for %s', async (address) => {
    expect(await fetched(address)).toEqual([404, 0]);
  });

  it('gives nothing to another method, and another host gives nothing', async () => {
    for (const method of ['POST', 'PUT', 'DELETE']) expect(await fetched('app://bench/index.html', method)).toEqual([404, 0]);
    // The session would stop these before the protocol is asked.
    const bare = await withoutSessionLock();
    const statuses = await bare.app.evaluate(async ({ net }) =>
      Promise.all(['app://other/index.html', 'app://bench.evil/'].map(async (url) => (await net.fetch(url)).status)),
    );
    expect(statuses).toEqual([404, 404]);
  });
});

describe('the sources', () => {
  // Its own log is the one thing, and no call can name another: what opens it takes no place from the window.
  it('15: open nothing outside of the app but its log', () => {
    expect(saying(/\bopenExternal\b/)).toEqual([]);
    expect(saying(/\bopenPath\b/).map((file) => path.basename(file))).toEqual(['open-log.ts']);
    expect(appCalls['log.open'].input.parse({ file: '/etc/passwd' })).toEqual({});
  });

  it('11, 18: show no file: page, no webview, and take no Electron apart', () => {
    expect(saying(/file:\/\/|\bloadFile\b|<webview|allowpopups|@electron\/remote|enableBlinkFeatures|executeJavaScript/)).toEqual(
      [],
    );
  });

  it('16: ship a current Electron, pinned', () => {
    const { devDependencies } = JSON.parse(readFileSync(path.join(checkout, 'package.json'), 'utf8')) as {
      devDependencies: Record<string, string>;
    };
    expect(devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/);
    expect(Number.parseInt(devDependencies.electron ?? '', 10)).toBeGreaterThanOrEqual(45);
  });
});
