/**
 * Samples as CSV (RFC 4180, UTF-8), tidy and long as R and pandas want it: for each job a row `total`, and one for each stage
 * that ran. What is known of the whole job only (its accuracy, its idle spin) stands in the row `total`. A cell without a
 * measurement is empty.
 *
 * CSV has no place for warnings about the whole, and a second file would be left behind. So each row names the comparison's
 * warnings by their codes, in its last column; their sentences are in the JSON form.
 *
 * A spreadsheet takes a cell that begins with = + - or @ for a formula, in quotes too. A file of such a name is written with
 * `./` before it, which is another name of the same file and stays usable; a label gets the apostrophe that spreadsheets know.
 */
import { stringify } from 'csv-stringify/sync';
import type { Sample } from '../../contract/samples-file.ts';
import { type StageName, stageNames } from '../../contract/stages.ts';
import { eachSample, type SamplesInput } from './sample.ts';

type Cell = string | number | null;

const columns = [
  ...['side', 'label', 'pass', 'block', 'half', 'document', 'file', 'job', 'path', 'temperature', 'state', 'stage'],
  ...['cpu_seconds', 'wall_seconds', 'idle_spin_cpu_seconds', 'cer', 'fields_right', 'fields_expected', 'warnings'],
];

export function* csvSamples(input: SamplesInput): Generator<string> {
  const { samples, comparison } = input;
  const labels = new Map(samples.sides.map(({ name, label }) => [name, label]));
  const warnings = [...new Set(comparison.warnings.map(({ code }) => code))].join(' ');
  yield csv([columns]);
  for (const sample of eachSample(input)) yield csv(rowsOf(sample, labels.get(sample.side) ?? sample.side, warnings));
}

function rowsOf(sample: Sample, label: string, warnings: string): Cell[][] {
  const { side, pass, block, half, document, file, job, path, temperature, state } = sample;
  const head = [side, label, pass, block, half, document, harmless(file), job, path, temperature, state];
  const row = (stage: StageName | 'total', cells: readonly Cell[]): Cell[] => [...head, stage, ...cells, warnings];
  const { cpu_seconds, wall_seconds, idle_spin_cpu_seconds, cer, fields_right, fields_expected } = sample;
  const rows = [row('total', [cpu_seconds, wall_seconds, idle_spin_cpu_seconds, cer, fields_right, fields_expected])];
  for (const name of stageNames) {
    const stage = sample.stages[name];
    if (stage !== undefined) rows.push(row(name, [stage.cpu_seconds, stage.wall_seconds, null, null, null, null]));
  }
  return rows;
}

/**
 * The full-width signs count for one too, in some spreadsheets; so may a sign after white space. The library puts an apostrophe
 * before a tab and a carriage return as well.
 */
const FORMULA = /^(?:[\t\r]|[\s\p{Cc}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/u;

const harmless = (file: string): string => (FORMULA.test(file) ? `./${file}` : file);

const csv = (rows: readonly (readonly Cell[])[]): string =>
  stringify(rows as Cell[][], {
    record_delimiter: '\r\n',
    // Named, because the library leaves a lone \n without quotes once the delimiter is given.
    quote_record_delimiter: true,
    escape_formulas: true,
  });
