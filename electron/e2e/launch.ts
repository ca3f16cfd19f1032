/**
 * Opens the real app for a test: its own database and profile in a temporary folder, and every request that would leave the
 * machine noted.
 *
 *   const app = await launchApp({ args: ['--host=utility'] });
 *   await app.page.getByRole('button', { name: 'Run', exact: true }).click();
 *   await app.close();
 */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ElectronApplication, Page } from 'playwright-core';
import type { Bridge } from '../../pipeline/contract/app-bridge.ts';
import type { AppCalls } from '../../pipeline/contract/app-calls.ts';
import { sandboxObstacle } from '../../scripts/electron-runtime/sandbox.mjs';
import { prepareElectron } from '../../scripts/electron-runtime.mjs';
import { endElectron, startElectron } from './electron.ts';

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

/** Of a page that works hard, with another test beside it on a busy machine. */
const PATIENCE_MS = 120_000;

/** A folder in which an app was at work: its last processes may still write there while they end. */
export const removeProfile = (folder: string): Promise<void> =>
  rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });

export async function launchApp({ args = [], folder: given }: LaunchOptions = {}): Promise<LaunchedApp> {
  const { executable } = await prepareElectron();
  const folder = given ?? (await mkdtemp(path.join(os.tmpdir(), 'rbench-e2e-')));
  const database = path.join(folder, 'bench.sqlite');
  const profile = path.join(folder, 'profile');
  const app = await startElectron(profile, {
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
  const page = await app.firstWindow({ timeout: PATIENCE_MS });
  const strayRequests: string[] = [];
  page.on('request', (request) => {
    if (!/^(app|blob|data):/.test(request.url())) strayRequests.push(request.url());
  });
  page.context().setDefaultTimeout(PATIENCE_MS);
  await page.waitForLoadState();
  // In the middle of the screen rests the pointer: a window of another test that goes would make it enter this one.
  if (!existsSync(path.join(profile, 'window.json')))
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setPosition(0, 0));
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
      await endElectron(app);
      if (given === undefined) await removeProfile(folder);
    },
  };
}
