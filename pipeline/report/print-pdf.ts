/**
 * Prints the HTML report to PDF with a Chromium that is there. The same HTML and date give the same bytes on one machine with
 * one browser; another browser, or other fonts, give other ones.
 *
 * Nothing goes out: the page allows nothing from outside, and the browser resolves no name.
 */
import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { BenchError, reasonOf } from '../contract/errors.ts';
import { fixPdfDates } from './pdf-dates.ts';

export interface PrintOptions {
  /** ISO 8601; stands in the PDF as the time of its making. */
  readonly date: string;
  readonly signal?: AbortSignal;
  /** A Chromium-like browser; by default the one that `findPrinter` finds, and null where there is none. */
  readonly printer?: string | null;
}

const names = ['chromium', 'chromium-browser', 'google-chrome'];
const PRINT_TIMEOUT_MS = 120_000;

/** @throws BenchError `report.no_printer`, `report.print_failed`, `call.cancelled` */
export async function printPdf(html: string, options: PrintOptions): Promise<Uint8Array> {
  const { date, signal, printer = await findPrinter() } = options;
  if (printer === null) throw new BenchError('report.no_printer');
  if (signal?.aborted) throw new BenchError('call.cancelled');
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-print-'));
  try {
    const page = path.join(folder, 'report.html');
    const file = path.join(folder, 'report.pdf');
    await writeFile(page, html);
    await runBrowser(printer, switches(folder, file, page), signal);
    return fixPdfDates(await readPdf(file), date);
  } catch (thrown) {
    if (signal?.aborted) throw new BenchError('call.cancelled', {}, { cause: thrown });
    throw BenchError.wrap(thrown, 'report.print_failed');
  } finally {
    // The browser's last processes may still write; what they leave is looked for again.
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }).catch(() => undefined);
  }
}

/** `RBENCH_CHROMIUM`, or the first of the usual names on the path; null where none is. */
export async function findPrinter(environment: NodeJS.ProcessEnv = process.env): Promise<string | null> {
  const named = environment.RBENCH_CHROMIUM;
  if (named) return named;
  const folders = (environment.PATH ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  const endings = process.platform === 'win32' ? ['.exe'] : [''];
  for (const name of names)
    for (const folder of folders)
      for (const ending of endings) {
        const candidate = path.join(folder, `${name}${ending}`);
        if (
          await access(candidate, constants.X_OK).then(
            () => true,
            () => false,
          )
        )
          return candidate;
      }
  return null;
}

const switches = (folder: string, file: string, page: string): string[] => [
  '--headless',
  // Chromium refuses its sandbox to root.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-extensions',
  '--disable-sync',
  '--disable-crash-reporter',
  '--no-first-run',
  '--no-default-browser-check',
  '--host-resolver-rules=MAP * ~NOTFOUND',
  `--user-data-dir=${path.join(folder, 'profile')}`,
  '--no-pdf-header-footer',
  '--generate-pdf-document-outline',
  `--print-to-pdf=${file}`,
  pathToFileURL(page).href,
];

function runBrowser(printer: string, parameters: readonly string[], signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const options = { timeout: PRINT_TIMEOUT_MS, killSignal: 'SIGKILL', maxBuffer: 16 * 1024 * 1024, windowsHide: true } as const;
    execFile(printer, parameters, signal === undefined ? options : { ...options, signal }, (error) => {
      if (error === null) return resolve();
      // The message of execFile is the whole command line; what ended it is shorter and says more.
      const reason = error.killed
        ? `the browser did not end within ${PRINT_TIMEOUT_MS / 1000} s`
        : typeof error.code === 'number'
          ? `the browser ended with exit code ${error.code}`
          : reasonOf(error);
      reject(new BenchError('report.print_failed', { reason }, { cause: error }));
    });
  });
}

/** Chromium ends with exit code 0 also where it printed nothing. */
async function readPdf(file: string): Promise<Uint8Array> {
  const pdf = await readFile(file).catch(() => null);
  if (pdf === null || pdf.subarray(0, 5).toString('latin1') !== '%PDF-')
    throw new BenchError('report.print_failed', { reason: 'the browser wrote no PDF' });
  return pdf;
}
