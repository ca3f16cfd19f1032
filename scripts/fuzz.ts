/**
 * npm run fuzz: random, odd and damaged inputs for every schema and parser at a boundary. Prints what was tried and found;
 * ends with 1 when something was found.
 *
 *   npm run fuzz -- --seconds 300 --seed 7 --only image/
 *   npm run fuzz -- --seed 7 --only text/dates --replay 41
 */
import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { runFuzz } from './fuzz/watch.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    replay: { type: 'string' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const help = `npm run fuzz -- [options]
  --seconds <n>   how long, over all targets (60)
  --seed <n>      another seed gives other inputs (1)
  --only <name>   targets whose name begins so, such as image/ or text/dates
  --replay <n>    one input again, by the number that a fault was told with
  --json          print one JSON document`;

if (values.help) console.log(help);
else {
  const { counts, faults } = await runFuzz({
    seconds: Number(values.seconds),
    seed: Number(values.seed),
    only: values.only,
    replay: values.replay === undefined ? null : Number(values.replay),
  });
  if (values.json) console.log(JSON.stringify({ counts, faults }, null, 2));
  else {
    const table = new Table({ head: ['target', 'inputs', 'taken', 'slowest ms', 'faults'], style: { head: [], border: [] } });
    for (const { target, inputs, taken, slowest_ms } of counts) {
      table.push([target, inputs, taken, slowest_ms.toFixed(1), faults.filter((fault) => fault.target === target).length]);
    }
    console.log(table.toString());
    const inputs = counts.reduce((sum, count) => sum + count.inputs, 0);
    console.log(`${counts.length} targets, ${inputs} inputs, ${faults.length} faults with seed ${values.seed}`);
    for (const { target, input, fault, shown } of faults) console.log(`\n${target} --replay ${input}\n${fault}\n${shown}`);
  }
  process.exitCode = faults.length > 0 || counts.length === 0 ? 1 : 0;
}
