/**
 * rbench decide: GO, ADJUST or NO-GO, under both policies.
 */
import type { Command } from 'commander';
import { decide as reckon } from '../../analysis/decision/decide.ts';
import type { DecisionVerdict } from '../../analysis/decision/decision.ts';
import { readCapacityFacts } from '../../export/capacity/read-facts.ts';
import { openStore } from '../../store/store.ts';
import { type CapacityOptions, capacityOf, criteriaFor, withCapacityOptions } from '../capacity-options.ts';
import { exitCodes } from '../exit.ts';
import { junitOfDecision } from '../junit/of-decision.ts';
import { type JunitOption, withJunit, writeJunit } from '../junit/write-junit.ts';
import { databaseOf, example, withDatabase } from '../options.ts';
import { printJson } from '../output.ts';
import { printAndWrite } from '../print-and-write.ts';
import { printDecision } from '../print-decision.ts';

const codes: Readonly<Record<DecisionVerdict, number>> = {
  GO: exitCodes.done,
  ADJUST: exitCodes.adjust,
  'NO-GO': exitCodes.noGo,
  'CANNOT-TELL': exitCodes.cannotTell,
};

export function addCommand(program: Command): void {
  withJunit(withCapacityOptions(withDatabase(program.command('decide'))))
    .description('GO, ADJUST or NO-GO for a run, under the published and the derived policy, with the reasons')
    .addHelpText(
      'after',
      example(
        'rbench decide --run latest',
        'rbench decide --run 3f2a --policy derived --json',
        'rbench decide --run latest --junit decision.xml',
      ),
    )
    .addHelpText('after', '\nExit codes, by --policy: 0 GO, 3 ADJUST, 4 NO-GO, 5 cannot tell, 1 failed, 2 wrong use.')
    .action(decide);
}

async function decide(options: CapacityOptions & JunitOption): Promise<void> {
  const store = openStore(databaseOf(options), { mode: 'read' });
  try {
    const of = capacityOf(store, options);
    const facts = readCapacityFacts(store, of);
    const decision = reckon(facts, criteriaFor(facts, options));
    const { published, derived, capacity, ...rest } = decision;
    const [run] = of.runs;
    const printResult = () => {
      if (!options.json) return printDecision(facts, decision);
      printJson({
        run_ids: of.runs,
        side: of.side,
        published,
        derived,
        reasons: decision[decision.by].reasons,
        ...rest,
        cautions: capacity?.cautions ?? [],
        options: facts.options,
        drift: facts.drift,
        warnings: facts.warnings,
        db: store.file,
      });
    };
    await printAndWrite(options.json, printResult, async () => {
      if (options.junit !== undefined && run !== undefined)
        await writeJunit(options.junit, junitOfDecision(store.readRun(run), decision), store.file);
    });
    process.exitCode = codes[decision[decision.by].verdict];
  } finally {
    store.close();
  }
}
