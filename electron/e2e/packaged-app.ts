/**
 * Starts a packaged app as it ships, for a test. Its fuses forbid what Playwright starts Electron with (`--inspect`), so it is
 * reached as any Chromium is: by its debugging port, which `--user-data-dir` tells.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Browser, chromium, type Page } from 'playwright-core';
import { sandboxObstacle } from '../../scripts/electron-runtime/sandbox.mjs';
import './launch.ts';

const PATIENCE_MS = 60_000;
/** An app whose window is just being made may leave a connection without an answer; the next one gets it. */
const CONNECT_MS = 8_000;
const LOOK_MS = 50;

export interface PackagedApp {
  readonly page: Page;
  readonly pid: number;
  /** Asks as the window does. */
  ask(name: string, input: unknown): Promise<unknown>;
  close(): Promise<void>;
}

/**
 * @param executable of the packaged app
 * @param folder where its database and its profile go
 */
export async function startPackagedApp(executable: string, folder: string): Promise<PackagedApp> {
  const profile = path.join(folder, 'profile');
  const child = spawn(
    executable,
    [
      ...(sandboxObstacle(executable) === null ? [] : ['--no-sandbox']),
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      `--db=${path.join(folder, 'bench.sqlite')}`,
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let words = '';
  child.stderr.on('data', (chunk: Buffer) => {
    words += chunk.toString();
  });
  try {
    const browser = await connect(child, profile);
    const page = await firstPage(browser);
    await page.waitForFunction(() => window.bench !== undefined);
    return {
      page,
      pid: child.pid ?? 0,
      async ask(name, input) {
        const answer = await page.evaluate(([call, given]) => window.bench.ask(call as never, given as never), [name, input]);
        if (answer.error !== null) throw new Error(`${answer.error.code}: ${answer.error.message}`);
        return answer.output;
      },
      // Not `browser.close()`: it waits half a minute for an answer that Electron does not give.
      close: () => end(child, 'SIGTERM'),
    };
  } catch (error) {
    await end(child, 'SIGKILL');
    throw new Error(`The packaged app did not start. It wrote:\n${words}`, { cause: error });
  }
}

async function connect(child: ChildProcess, profile: string): Promise<Browser> {
  return waitFor(async () => {
    if (child.exitCode !== null) throw new Error(`it ended with code ${child.exitCode}`);
    const text = await readFile(path.join(profile, 'DevToolsActivePort'), 'utf8').catch(() => '');
    const [port, target] = text.split('\n');
    if (!port || !target) return null;
    return chromium.connectOverCDP(`http://127.0.0.1:${port}`, { timeout: CONNECT_MS }).catch(() => null);
  });
}

const firstPage = (browser: Browser): Promise<Page> => waitFor(async () => browser.contexts()[0]?.pages()[0] ?? null);

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

async function waitFor<Found>(look: () => Promise<Found | null>): Promise<Found> {
  for (const until = Date.now() + PATIENCE_MS; ; await sleep(LOOK_MS)) {
    const found = await look();
    if (found !== null) return found;
    if (Date.now() > until) throw new Error(`it was not there after ${PATIENCE_MS / 1000} s`);
  }
}
