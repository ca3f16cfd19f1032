/**
 * npm run fuzz: random, odd and damaged inputs for every schema and parser at a boundary. Prints what was tried and found;
 * ends with 1 when something was found.
 *
 *   npm run fuzz -- --seconds 300 --seed 7 --only image/
 *   npm run fuzz -- --seed 7 --only text/dates --replay 41
 */
import Table from 'cli-table3';
import { Command } from 'commander';
import { wholeNumberFrom } from '../pipeline/cli/options.ts';
import { runFuzz } from './fuzz/watch.ts';
import { numberAbove } from './options.ts';

interface Options {
  readonly seconds: number;
  readonly seed: number;
  readonly only: string;
  readonly replay: number | null;
  readonly json?: boolean;
}

const program = new Command('fuzz')
  .description('gives odd inputs to every schema and parser at a boundary, and says what was found')
  .option('--seconds <n>', 'how long, over all targets', numberAbove(0), 60)
  .option('--seed <n>', 'another seed gives other inputs', wholeNumberFrom(0), 1)
  .option('--only <name>', 'targets whose name begins so, such as image/ or text/dates', '')
  .option('--replay <n>', 'one input again, by the number that a fault was told with', wholeNumberFrom(0), null)
  .option('--json', 'print one JSON document')
  .parse();
const options = program.opts<Options>();

const { counts, faults } = await runFuzz(options);
if (counts.length === 0 && faults.length === 0) program.error(`error: no target’s name begins with “${options.only}”.`);
if (options.json) console.log(JSON.stringify({ counts, faults }, null, 2));
else {
  const table = new Table({ head: ['target', 'inputs', 'taken', 'slowest ms', 'faults'], style: { head: [], border: [] } });
  for (const { target, inputs, taken, slowest_ms } of counts) {
    table.push([target, inputs, taken, slowest_ms.toFixed(1), faults.filter((fault) => fault.target === target).length]);
  }
  console.log(table.toString());
  const inputs = counts.reduce((sum, count) => sum + count.inputs, 0);
  console.log(`${counts.length} targets, ${inputs} inputs, ${faults.length} faults with seed ${options.seed}`);
  for (const { target, input, fault, shown } of faults) console.log(`\n${target} --replay ${input}\n${fault}\n${shown}`);
}
process.exitCode = faults.length > 0 ? 1 : 0;
