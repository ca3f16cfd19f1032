/**
 * Prints the HTML report to PDF in a window that nobody sees. Holds: no script runs in it, nothing is loaded but the one file,
 * and window and file are gone afterwards.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { BrowserWindow, session } from 'electron';
import { BenchError } from '../../pipeline/contract/errors.ts';
import { fixPdfDates } from '../../pipeline/report/pdf-dates.ts';

/** In memory, and apart from the app's own, which may load `app://bench` only. */
const PARTITION = 'report-print';

/**
 * @param date ISO 8601; stands in the PDF as the time of its making
 * @throws BenchError `report.print_failed`, and `call.cancelled` as soon as the signal says so
 */
export async function printReport(html: string, date: string, signal: AbortSignal): Promise<Uint8Array> {
  let folder: string | undefined;
  let window: BrowserWindow | undefined;
  try {
    folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-print-'));
    const page = path.join(folder, 'report.html');
    await writeFile(page, html);
    const address = pathToFileURL(page).href;
    const own = session.fromPartition(`${PARTITION}-${path.basename(folder)}`);
    own.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: url !== address }));
    own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
    if (signal.aborted) throw new BenchError('call.cancelled');
    window = new BrowserWindow({
      show: false,
      webPreferences: {
        session: own,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        javascript: false,
        webviewTag: false,
        spellcheck: false,
      },
    });
    const pdf = await Promise.race([cancelled(signal), print(window, address)]);
    return fixPdfDates(pdf, date);
  } catch (thrown) {
    if (signal.aborted) throw new BenchError('call.cancelled');
    throw BenchError.wrap(thrown, 'report.print_failed');
  } finally {
    window?.destroy();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}

async function print(window: BrowserWindow, address: string): Promise<Uint8Array> {
  await window.loadURL(address);
  return window.webContents.printToPDF({ preferCSSPageSize: true, printBackground: true, generateDocumentOutline: true });
}

/** Electron cannot stop printing; the window that prints is destroyed instead, and its answer never comes. */
const cancelled = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new BenchError('call.cancelled')), { once: true });
  });
