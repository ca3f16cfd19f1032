/**
 * Runs the benches one after another, each in a process of its own, and writes one table of all that they found.
 *
 *   npm run bench -- [--only a,b] [--skip a,b] [--short] [--docs DIR] [--json FILE] [--out FILE] [--list]
 *
 * The table is printed, and written as Markdown (`--out`) and as JSON (`--json`) with the machine and the commit. Ctrl-C ends the bench
 * at hand and prints what was found so far. Nothing is asserted of speed: the exit code is 1 when a bench crashed or a file could not be
 * written, 2 for wrong use and 130 when it was interrupted.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, InvalidArgumentError } from 'commander';
import { reasonOf } from '../../pipeline/contract/errors.ts';
import { readEnvironment } from '../../pipeline/measure/environment.ts';
import { type Bench, catalogue } from './all/catalogue.ts';
import { type BenchEnd, noteOf, runBench } from './all/run-bench.ts';
import { type BenchReport, goalCounts, markdownReport, remarksOn, terminalTable } from './all/table.ts';

const WRONG_USE = 2;
const INTERRUPTED = 130;
/** Relative names count from where the person stands, and not from where npm runs this. */
const here = process.env.INIT_CWD ?? process.cwd();
const checkout = fileURLToPath(new URL('../..', import.meta.url));
const say = (text: string) => void process.stderr.write(`${text}\n`);

interface Options {
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly short: boolean;
  readonly docs: string | null;
  readonly json: string | null;
  readonly out: string | null;
  readonly list: boolean;
}

const fileAt = (name: string): string => path.resolve(here, name);

function folderAt(name: string): string {
  const folder = fileAt(name);
  if (!existsSync(folder)) throw new InvalidArgumentError(`${folder} is not there.`);
  return folder;
}

function names(text: string): string[] {
  const known = catalogue.map(({ name }) => name);
  const given = text.split(',').map((name) => name.trim());
  const stranger = given.find((name) => !known.includes(name));
  if (stranger !== undefined) throw new InvalidArgumentError(`There is no bench “${stranger}”; there are ${known.join(', ')}.`);
  return given;
}

const {
  only,
  skip,
  short,
  docs: documents,
  json,
  out,
  list,
} = new Command('bench')
  .description('runs the benches one after another, and writes one table of all that they found')
  .option('--only <names>', 'by commas, these alone; --list prints their names', names)
  .option('--skip <names>', 'by commas, all but these', names)
  .option('--short', 'sizes that only show that each bench still works', false)
  .option('--docs <folder>', 'documents for those that read any', folderAt, null)
  .option('--json <file>', 'where the table goes as JSON, with the machine and the commit', fileAt, null)
  .option('--out <file>', 'where it goes as Markdown', fileAt, null)
  .option('--list', 'print the names of the benches and what each is about', false)
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : WRONG_USE))
  .parse()
  .opts<Options>();
const benches: readonly Bench[] = catalogue.filter(({ name }) => (only?.includes(name) ?? true) && !skip?.includes(name));

/** Those that are not there are absent. */
function versionsOfPrograms(): Record<string, string> {
  const found: Record<string, string> = {};
  for (const program of ['tesseract', 'ocrmypdf', 'psql']) {
    const { stdout, status } = spawnSync(program, ['--version'], { encoding: 'utf8' });
    const version = /\d+(\.\d+)+/.exec(stdout ?? '')?.[0];
    if (status === 0 && version !== undefined) found[program] = version;
  }
  return found;
}

if (list) {
  for (const { name, about } of catalogue) console.log(`${name.padEnd(14)}${about}`);
  process.exit(0);
}

const cancel = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (cancel.signal.aborted) process.exit(INTERRUPTED);
    say('\nEnding this bench; what was found so far follows. Again: at once.');
    cancel.abort();
  });
}

const environment = readEnvironment('node', {}, checkout);
const programs = versionsOfPrograms();
const started = new Date();
const ends: BenchEnd[] = [];
for (const [index, bench] of benches.entries()) {
  if (cancel.signal.aborted) break;
  const soFar = ((Date.now() - started.getTime()) / 60_000).toFixed(1);
  say(`\n▸ ${index + 1} of ${benches.length}: ${bench.name}, ${bench.about} (${soFar} minutes so far)`);
  const end = await runBench(bench, { short, documents }, cancel.signal);
  say(`▸ ${bench.name}: ${end.end} in ${end.seconds.toFixed(1)} s`);
  ends.push(end);
}

const untouched = benches.slice(ends.length).map((bench) => noteOf(bench, 'not measured: cancelled'));
const report: BenchReport = {
  started: started.toISOString(),
  minutes: (Date.now() - started.getTime()) / 60_000,
  ...{ short, environment, programs },
  // Goals are for the sizes that they were set for.
  rows: [...ends.flatMap(({ rows }) => rows), ...untouched].map((row) => (short ? { ...row, goal: null } : row)),
};
// Printed before it is written: a folder that is gone by then does not cost what hours have found.
console.log(terminalTable(report.rows));
for (const remark of remarksOn(report)) console.log(remark);
console.log(`${goalCounts(report.rows)}; ${report.minutes.toFixed(1)} minutes.`);
process.exitCode = cancel.signal.aborted ? INTERRUPTED : ends.some(({ end }) => end === 'crashed') ? 1 : 0;
const durations = ends.map(({ bench, seconds, end }) => ({ bench, seconds, end }));
if (json !== null) write(json, `${JSON.stringify({ ...report, benches: durations }, null, 1)}\n`);
if (out !== null) write(out, markdownReport(report));

/** What cannot be written is said, and the other file is written all the same. */
function write(file: string, content: string): void {
  try {
    writeFileSync(file, content);
  } catch (thrown) {
    say(`${file} could not be written: ${reasonOf(thrown)}`);
    process.exitCode ||= 1;
  }
}
