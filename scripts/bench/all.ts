/**
 * Runs the benches one after another, each in a process of its own, and writes one table of all that they found.
 *
 *   npm run bench -- [--only a,b] [--skip a,b] [--short] [--docs DIR] [--json FILE] [--out FILE] [--list]
 *
 * The table is printed, and written as Markdown (`--out`) and as JSON (`--json`) with the machine and the commit. Ctrl-C ends the bench
 * at hand and prints what was found so far. Nothing is asserted of speed: the exit code is 1 when a bench crashed, 2 for wrong use and
 * 130 when it was interrupted.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
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

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        only: { type: 'string' },
        skip: { type: 'string' },
        short: { type: 'boolean', default: false },
        docs: { type: 'string' },
        json: { type: 'string' },
        out: { type: 'string' },
        list: { type: 'boolean', default: false },
      },
    });
    const fileAt = (name: string | undefined) => (name === undefined ? null : path.resolve(here, name));
    const documents = fileAt(values.docs);
    if (documents !== null && !existsSync(documents)) throw new Error(`--docs names ${documents}, which is not there`);
    const benches = chosen(values.only, values.skip);
    return { benches, documents, short: values.short, list: values.list, json: fileAt(values.json), out: fileAt(values.out) };
  } catch (error) {
    say(`bench: ${reasonOf(error)}`);
    process.exit(WRONG_USE);
  }
}

/** @throws Error of one sentence */
function chosen(only: string | undefined, skip: string | undefined): readonly Bench[] {
  const listed = (text: string | undefined) => text?.split(',').map((name) => name.trim());
  const [wanted, unwanted] = [listed(only), listed(skip)];
  const known = catalogue.map(({ name }) => name);
  const stranger = [...(wanted ?? []), ...(unwanted ?? [])].find((name) => !known.includes(name));
  if (stranger !== undefined) throw new Error(`there is no bench “${stranger}”; there are ${known.join(', ')}`);
  return catalogue.filter(({ name }) => (wanted?.includes(name) ?? true) && !unwanted?.includes(name));
}

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

const { benches, documents, short, list, json, out } = readOptions();
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
if (json !== null) {
  const durations = ends.map(({ bench, seconds, end }) => ({ bench, seconds, end }));
  writeFileSync(json, `${JSON.stringify({ ...report, benches: durations }, null, 1)}\n`);
}
if (out !== null) writeFileSync(out, markdownReport(report));
console.log(terminalTable(report.rows));
for (const remark of remarksOn(report)) console.log(remark);
console.log(`${goalCounts(report.rows)}; ${report.minutes.toFixed(1)} minutes.`);
process.exitCode = cancel.signal.aborted ? INTERRUPTED : ends.some(({ end }) => end === 'crashed') ? 1 : 0;
