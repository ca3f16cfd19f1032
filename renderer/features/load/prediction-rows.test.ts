import { describe, expect, it } from 'vitest';
import { loadResult } from '../../../pipeline/analysis/load/result.ts';
import { sampleLoad } from '../../../pipeline/analysis/load/testing/sample-load.ts';
import type { ForetoldProjection, ScenarioWish } from '../../../pipeline/contract/simulation.ts';
import { predictionsOf } from '../../../pipeline/simulate/predictions.ts';
import { simulateRun } from '../../../pipeline/simulate/project.ts';
import { sampleRun } from '../../../pipeline/simulate/testing/sample-run.ts';
import { predictionRows } from './prediction-rows.ts';

const usual = { documents_per_user: 5, profile: 'burst', queue_limit: 1000, fast_share: 0.7 } as const;

function foretold(cases: readonly Pick<ScenarioWish, 'users' | 'cores'>[]): ForetoldProjection[] {
  const scenarios = cases.map(({ users, cores }) => ({ ...usual, users, cores, workers: cores }));
  const { projections } = simulateRun(sampleRun({ jobs: 30 }), scenarios, { seed: 1, seeds: 3 });
  return projections.map((projection) => ({ ...projection, predictions: predictionsOf(projection) }));
}

const signals = { machine_cpu_percent: () => 99, queue_depth: (now: number) => now * 4 };
const ofUsers = (users: number) => {
  const facts = sampleLoad({ signals, shape: { profile: 'burst', users, documents_per_user: 5 } });
  return [loadResult(facts), facts.plan.shape] as const;
};

describe('the predictions of the report', () => {
  it('stand beside every machine that 100 users are simulated on', () => {
    const rows = predictionRows(
      foretold([
        { users: 50, cores: 1 },
        { users: 100, cores: 1 },
        { users: 100, cores: 16 },
      ]),
      ...ofUsers(50),
    );
    expect(rows.map(({ component }) => component)).toEqual(['OCR workers', 'Queue depth', 'Latency p99', 'Database pool']);
    expect(rows[0]?.simulated.map(({ on }) => on)).toEqual(['1 core, 1 worker', '16 cores, 16 workers']);
    expect(rows[0]?.simulated.map(({ comes_true }) => comes_true)).toEqual([true, false]);
    expect(rows[3]?.simulated[0]?.comes_true).toBeNull();
  });

  it('stand beside what was measured only where 100 users were', () => {
    const hundred = foretold([{ users: 100, cores: 1 }]);
    expect(predictionRows(hundred, ...ofUsers(50)).map(({ measured }) => measured)).toEqual([null, null, null, null]);
    const [cpu, queue, latency, pool] = predictionRows(hundred, ...ofUsers(100)).map(({ measured }) => measured);
    expect(cpu).toMatch(/95 %/);
    expect(queue).toMatch(/100/);
    expect(latency).toMatch(/^≥ 3\.00 s$/);
    expect(pool).toBeNull();
  });

  it('are none of other numbers of users', () => {
    expect(predictionRows(foretold([{ users: 50, cores: 1 }]), ...ofUsers(50))).toEqual([]);
  });
});
