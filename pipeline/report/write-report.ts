/**
 * Writes a report into a folder. Each file is written whole or not at all.
 */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { CapacityOf, ReportFormat } from '../contract/capacity.ts';
import type { Criteria } from '../contract/criteria.ts';
import { writeWhole } from '../export/write-whole.ts';
import { writeError } from '../storage/directory.ts';
import type { Store } from '../store/store.ts';
import { buildReport } from './build-report.ts';
import { readReportFacts } from './facts.ts';
import { toHtml } from './html.ts';
import { printPdf } from './print-pdf.ts';
import { reportFiles } from './report-files.ts';

export interface WriteReportOptions {
  readonly of: CapacityOf;
  readonly criteria: Criteria;
  readonly version: string;
  readonly formats: readonly ReportFormat[];
  /** Made where it is missing. */
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly onFile: (file: string) => void;
}

/**
 * Returns the files, in the order in which they were written.
 * @throws BenchError `run.*`, `capacity.*`, `export.*`, `storage.denied`, `report.no_printer`, `report.print_failed`, `call.cancelled`
 */
export async function writeReport(store: Store, options: WriteReportOptions): Promise<string[]> {
  const { of, criteria, version, formats, folder, signal, onFile } = options;
  const facts = readReportFacts(store, of, criteria, version);
  const document = buildReport(facts);
  await mkdir(folder, { recursive: true }).catch((thrown: unknown) => {
    throw writeError(thrown, folder);
  });
  const files: string[] = [];
  const write = async (name: string, content: string | Uint8Array): Promise<void> => {
    const file = path.join(folder, name);
    await writeWhole(file, [content], signal);
    files.push(file);
    onFile(file);
  };
  for (const format of formats)
    if (format !== 'pdf') for (const { name, content } of reportFiles(document, facts, format)) await write(name, content);
  // The slowest, and the one that a machine may refuse: what can be written is there by then.
  if (formats.includes('pdf')) await write('report.pdf', await printPdf(toHtml(document), { date: facts.date, signal }));
  return files;
}
