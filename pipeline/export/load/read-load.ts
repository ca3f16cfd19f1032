/** Reads what is kept of a load test. */

import { z } from 'zod';
import { environmentSchema } from '../../contract/environment.ts';
import { BenchError } from '../../contract/errors.ts';
import { type LoadFacts, loadPlanSchema } from '../../contract/load.ts';
import { plural } from '../../contract/plural.ts';
import { parseSettings } from '../../contract/settings.ts';
import type { StageName } from '../../contract/stages.ts';
import type { Store } from '../../store/store.ts';

const keptPlanSchema = z.object({ load: loadPlanSchema });

/** @throws BenchError `run.not_found`, `load.not_a_load` */
export function readLoadFacts(store: Store, id: string): LoadFacts {
  const run = store.readRun(id);
  const plan = keptPlanSchema.safeParse(run.plan).data?.load;
  if (plan === undefined) throw new BenchError('load.not_a_load', { run: id });
  const environment = environmentSchema.parse(run.environment);
  const stages = run.summary?.stages ?? store.summarise(id, null).stages;
  return {
    run: id,
    name: run.name,
    state: run.state,
    created_at: run.created_at,
    machine: `${environment.cpu_model}, ${plural(environment.cores, 'core')}`,
    cores: environment.cores,
    settings: parseSettings(run.settings),
    plan,
    arrivals: store.loadArrivalsOf(id),
    signals: store.signalsOf(id),
    served: plan.shape === null ? { refused: plan.refused, jobs: store.countJobs(id) } : null,
    stage_cpu: Object.fromEntries(
      Object.entries(stages).map(([stage, { total_cpu_seconds }]) => [stage as StageName, total_cpu_seconds]),
    ),
    warnings: run.warnings,
  };
}
