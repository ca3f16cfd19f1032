/**
 * rbench capacity: what a run's seconds make of a month.
 */
import type { Command } from 'commander';
import { decide } from '../../analysis/decision/decide.ts';
import { readCapacityFacts } from '../../export/capacity/read-facts.ts';
import { openStore } from '../../store/store.ts';
import { type CapacityOptions, capacityOf, criteriaFor, withCapacityOptions } from '../capacity-options.ts';
import { exitCodes } from '../exit.ts';
import { databaseOf, example, withDatabase } from '../options.ts';
import { printJson } from '../output.ts';
import { printCapacity } from '../print-capacity.ts';

export function addCommand(program: Command): void {
  withCapacityOptions(withDatabase(program.command('capacity')))
    .description('project a run: CPU-hours a month, how many documents a day fit the budget, and what that hangs on')
    .addHelpText(
      'after',
      example(
        'rbench capacity --run latest',
        'rbench capacity --run 3f2a --budget 100 --volumes 500,1000 --mix 60/40',
        'rbench capacity --run 77c1 --side b --policy derived',
      ),
    )
    .addHelpText('after', '\nExit codes: 0 projected, 5 cannot tell, 1 failed, 2 wrong use.')
    .action(capacity);
}

function capacity(options: CapacityOptions): void {
  const store = openStore(databaseOf(options), { mode: 'read' });
  try {
    const of = capacityOf(store, options);
    const facts = readCapacityFacts(store, of);
    const criteria = criteriaFor(facts, options);
    const decision = decide(facts, criteria);
    const projected = decision.capacity;
    if (options.json)
      printJson({
        run_ids: of.runs,
        side: of.side,
        inputs: criteria.inputs,
        cannot_tell: decision.cannot_tell,
        cpu_per_doc: projected?.cpu_per_doc ?? null,
        breakdown: projected?.breakdown ?? null,
        max_docs_per_day: projected?.max_docs_per_day ?? null,
        projection: projected?.projection ?? [],
        curve: projected?.curve ?? [],
        tornado: projected?.tornado ?? [],
        policy: criteria.policy,
        verdict: decision[criteria.policy].verdict,
        flips: decision[criteria.policy].flips,
        cautions: projected?.cautions ?? [],
        warnings: facts.warnings,
        db: store.file,
      });
    else printCapacity(facts, decision);
    process.exitCode = projected === null ? exitCodes.cannotTell : exitCodes.done;
  } finally {
    store.close();
  }
}
