/**
 * The fault campaign: what the bench survives, tried. Runs, comparisons, load tests and pushes are killed, frozen, starved and lied
 * to at moments that a seed repeats; after each the database is looked at and what is left is done. Linux only.
 *
 *   npm run torture -- --rounds 3 --seed 7
 *   npm run torture -- --only kill-engine,load
 *   npm run torture -- --only engine-kills --kills 1000
 *   npm run torture -- --short
 */
import { Command, InvalidArgumentError } from 'commander';
import { wholeNumberFrom } from '../pipeline/cli/options.ts';
import { startProgress } from '../pipeline/cli/progress.ts';
import { activities } from './torture/activities/index.ts';
import { allCells, type Cell, runCampaign, shortCells } from './torture/campaign.ts';
import { faults } from './torture/faults/index.ts';
import { complaints, isSurvived, markdownTable } from './torture/table.ts';

interface Options {
  readonly seed: number;
  readonly rounds: number;
  readonly kills: number;
  readonly only: readonly string[];
  readonly short?: boolean;
  readonly json?: boolean;
}

const ENGINE_KILLS = 'engine-kills';
const SHORT_KILLS = 10;
const known = [...[...faults, ...activities].map(({ name }) => name), ENGINE_KILLS];

const program = new Command('torture')
  .description('breaks what can break, and says what was survived')
  .option('--seed <n>', 'of moments, victims and kinds of damage', wholeNumberFrom(1), 1)
  .option('--rounds <n>', 'each fault on each activity', wholeNumberFrom(1), 3)
  .option('--kills <n>', `of the engine, in ${ENGINE_KILLS}`, wholeNumberFrom(1), 1000)
  .option('--only <names>', `by commas: ${known.join(', ')}`, names, [])
  .option('--short', `each kind of fault once, and ${SHORT_KILLS} kills of the engine`)
  .option('--json', 'print one JSON document to stdout; progress goes to stderr')
  .parse();
const options = program.opts<Options>();

const stop = new AbortController();
process.on('SIGINT', () => {
  // The second does not wait for the trial at hand.
  if (stop.signal.aborted) process.exit(130);
  process.stderr.write('\nStopping; the table so far follows.\n');
  stop.abort(new Error('stopped'));
});

const cells = (options.short === true ? shortCells : allCells).filter(isWanted);
const areKillsWanted = options.only.length === 0 || options.only.includes(ENGINE_KILLS);
if (cells.length === 0 && !areKillsWanted)
  program.error(
    `error: nothing of ${options.only.join(',')} is tried${options.short === true ? ' with --short' : ''}; docs/faults.md lists what is.`,
  );

const progress = startProgress('trials');
const began = performance.now();
const rounds = options.short === true ? 1 : options.rounds;
const rows = await runCampaign({
  cells,
  rounds,
  kills: areKillsWanted ? (options.short === true ? SHORT_KILLS : options.kills) : 0,
  seed: options.seed,
  signal: stop.signal,
  onProgress: (done, total, doing) => progress.update(done, total, doing),
});
progress.stop();
const seconds = Math.round((performance.now() - began) / 1000);
if (options.json) process.stdout.write(`${JSON.stringify({ seed: options.seed, rounds, seconds, rows }, null, 2)}\n`);
else {
  console.log(markdownTable(rows));
  console.log(`\nSeed ${options.seed}, rounds: ${rounds}, ${seconds} s.`);
  for (const complaint of complaints(rows)) console.log(`✗ ${complaint}`);
}
process.exitCode = stop.signal.aborted ? 130 : rows.every(isSurvived) ? 0 : 1;

/** Of those that are named; where no fault is named all are, and where no activity is. */
function isWanted({ fault, activity }: Cell): boolean {
  if (options.only.length > 0 && options.only.every((name) => name === ENGINE_KILLS)) return false;
  const fits = (all: readonly { readonly name: string }[], name: string) => {
    const wanted = options.only.filter((each) => all.some((one) => one.name === each));
    return wanted.length === 0 || wanted.includes(name);
  };
  return fits(faults, fault.name) && fits(activities, activity.name);
}

function names(text: string): string[] {
  const given = text.split(',').map((name) => name.trim());
  const unknown = given.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new InvalidArgumentError(`${unknown} is neither a fault nor an activity.`);
  return given;
}
