/**
 * Opens the real app for a test: its own database and profile in a temporary folder, and every request that would leave the
 * machine noted.
 *
 *   const app = await launchApp({ args: ['--host=utility'] });
 *   await app.page.getByRole('button', { name: 'Run', exact: true }).click();
 *   await app.close();
 */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import type { Bridge } from '../../pipeline/contract/app-bridge.ts';
import type { AppCalls } from '../../pipeline/contract/app-calls.ts';
import { sandboxObstacle } from '../../scripts/electron-runtime/sandbox.mjs';
import { prepareElectron } from '../../scripts/electron-runtime.mjs';
import { descendantsOf } from './processes.ts';

declare global {
  interface Window {
    readonly bench: Bridge;
  }
}

const checkout = fileURLToPath(new URL('../..', import.meta.url));

export interface LaunchOptions {
  readonly args?: readonly string[];
  /** Where database and profile lie; one of the test's own is used, and removed, unless it is given. */
  readonly folder?: string;
}

export interface LaunchedApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly folder: string;
  readonly database: string;
  /** Addresses outside the app that the page asked for. */
  readonly strayRequests: readonly string[];
  ask<Name extends keyof AppCalls>(name: Name, input: unknown): Promise<unknown>;
  /** The content's size in pixels. */
  resize(width: number, height: number): Promise<void>;
  close(): Promise<void>;
}

/** It takes a second or two, on a busy machine ten. */
const START_LIMIT_MS = 25_000;
const START_ATTEMPTS = 3;

/**
 * On a busy machine about one start in seventy never ends, and Playwright waits for ever: the app sits before its `ready`,
 * which Playwright holds back until its debugger is there (microsoft/playwright#9351). Without Playwright it always starts.
 * Such a start is ended, and made anew.
 */
async function start(profile: string, options: Parameters<typeof _electron.launch>[0]): Promise<ElectronApplication> {
  for (let attempt = 0; attempt < START_ATTEMPTS; attempt++) {
    const launching = _electron.launch(options);
    const app = await Promise.race([launching, setTimeout(START_LIMIT_MS, null, { ref: false })]);
    if (app !== null) return app;
    launching.catch(() => undefined);
    for (const { pid, command } of await descendantsOf(process.pid)) {
      if (command.includes(profile) && !command.includes('--type=')) process.kill(pid, 'SIGKILL');
    }
  }
  throw new Error(`Playwright did not get hold of the app, ${START_ATTEMPTS} times.`);
}

/**
 * A run that goes on may stop: nobody is there to be asked.
 *
 * As rarely, Playwright's end never comes; that of the app without Playwright is tested in `packaged.e2e.ts`.
 */
async function end(app: ElectronApplication): Promise<void> {
  const answered = app.evaluate(({ dialog }) => {
    Object.assign(dialog, { showMessageBox: async () => ({ response: 0, checkboxChecked: false }) });
  });
  const closed = answered
    .catch(() => undefined)
    .then(() => app.close())
    .then(() => true);
  if (await Promise.race([closed, setTimeout(START_LIMIT_MS, false, { ref: false })])) return;
  process.stderr.write('The app did not close in time and was killed.\n');
  app.process().kill('SIGKILL');
  await closed.catch(() => undefined);
}

export async function launchApp({ args = [], folder: given }: LaunchOptions = {}): Promise<LaunchedApp> {
  const { executable } = await prepareElectron();
  const folder = given ?? (await mkdtemp(path.join(os.tmpdir(), 'rbench-e2e-')));
  const database = path.join(folder, 'bench.sqlite');
  const profile = path.join(folder, 'profile');
  const app = await start(profile, {
    executablePath: executable,
    // The app itself says light or dark; Playwright would say light whatever the app does.
    colorScheme: null,
    args: [
      checkout,
      ...(sandboxObstacle(executable) === null ? [] : ['--no-sandbox']),
      `--user-data-dir=${profile}`,
      `--db=${database}`,
      ...args,
    ],
  });
  let isClosing = false;
  app.process().once('exit', (code, signal) => {
    if (!isClosing) process.stderr.write(`The app ended without being asked to: ${code ?? signal}.\n`);
  });
  const page = await app.firstWindow();
  const strayRequests: string[] = [];
  page.on('request', (request) => {
    if (!/^(app|blob|data):/.test(request.url())) strayRequests.push(request.url());
  });
  return {
    app,
    page,
    folder,
    database,
    strayRequests,
    async ask(name, input) {
      const answer = await page.evaluate(([call, given]) => window.bench.ask(call as never, given as never), [
        name,
        input,
      ] as const);
      if (answer.error !== null) throw new Error(`${answer.error.code}: ${answer.error.message}`);
      return answer.output;
    },
    resize: (width, height) =>
      app.evaluate(
        async ({ BrowserWindow }, size) => {
          const [window] = BrowserWindow.getAllWindows();
          window?.setContentSize(size.width, size.height);
        },
        { width, height },
      ),
    async close() {
      isClosing = true;
      await end(app);
      if (given === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}
