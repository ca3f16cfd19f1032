/** The app's own Chromium, in an Electron window; or the system's, without one, where no Electron can be brought or shown. */
import { fileURLToPath } from 'node:url';
import { type CDPSession, chromium, type Page } from 'playwright-core';
import { endElectron, startElectron } from '../../../electron/e2e/electron.ts';
import { hasDisplay } from '../../display.mjs';
import { sandboxObstacle } from '../../electron-runtime/sandbox.mjs';
import { prepareElectron } from '../../electron-runtime.mjs';

export interface BenchBrowser {
  readonly page: Page;
  readonly session: CDPSession;
  /** Which browser this is, and what it draws with. */
  readonly description: string;
  close(): Promise<void>;
}

export async function openBrowser(): Promise<BenchBrowser> {
  if (!hasDisplay()) return openSystemChromium('There is no display, so this is not the app’s own Chromium.');
  try {
    return await openElectron();
  } catch (error) {
    return openSystemChromium(`Electron did not open: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
  }
}

async function openElectron(): Promise<BenchBrowser> {
  const { executable, version } = await prepareElectron();
  const folder = fileURLToPath(new URL('window', import.meta.url));
  const app = await startElectron(folder, {
    executablePath: executable,
    args: [folder, ...(sandboxObstacle(executable) === null ? [] : ['--no-sandbox'])],
  });
  const page = await app.firstWindow();
  const session = await page.context().newCDPSession(page);
  return { page, session, description: `Electron ${version}, ${await drawnWith(page)}`, close: () => endElectron(app) };
}

async function openSystemChromium(reason: string): Promise<BenchBrowser> {
  const executablePath = process.env.RBENCH_CHROMIUM ?? '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const session = await page.context().newCDPSession(page);
  const description = `${reason} Chromium ${browser.version()}, headless, ${await drawnWith(page)}`;
  return { page, session, description, close: () => browser.close() };
}

const drawnWith = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const context = document.createElement('canvas').getContext('webgl2');
    const names = context?.getExtension('WEBGL_debug_renderer_info');
    return context && names ? `WebGL by ${context.getParameter(names.UNMASKED_RENDERER_WEBGL)}` : 'without WebGL';
  });
