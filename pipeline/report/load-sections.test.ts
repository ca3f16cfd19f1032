import { describe, expect, it } from 'vitest';
import { loadResult } from '../analysis/load/result.ts';
import { type LoadWishes, sampleLoad } from '../analysis/load/testing/sample-load.ts';
import type { Simulation } from '../contract/simulation.ts';
import { simulateRun } from '../simulate/project.ts';
import { sampleRun } from '../simulate/testing/sample-run.ts';
import { buildReport } from './build-report.ts';
import { toMarkdown } from './markdown.ts';
import { sampleReportFacts } from './testing/report-facts.ts';

function reportOf(wishes: LoadWishes, simulation: Simulation | null = null): string {
  const facts = sampleLoad(wishes);
  return toMarkdown(buildReport({ ...sampleReportFacts(), load: { facts, result: loadResult(facts), simulation } }));
}

const broken: LoadWishes = {
  moments: Array.from({ length: 20 }, (_, index) => index * 2),
  signals: {
    machine_cpu_percent: () => 99,
    queue_depth: (now) => now * 4,
    gateway_answers: () => 10,
    gateway_server_errors: () => 0,
  },
};

describe('the sections of the load test', () => {
  it('name the command that would measure them where none was made', () => {
    const text = toMarkdown(buildReport(sampleReportFacts()));
    expect(text).toContain('rbench load --users 50 --docs-per-user 5');
    expect(text).toContain('rbench load --profile steps');
    expect(text).not.toContain('this version has no load test');
  });

  it('give the percentiles of jobs read without a queue their intervals too', () => {
    const text = toMarkdown(buildReport(sampleReportFacts()));
    expect(text).toMatch(/Latency P50\/P95\/P99 .* s \([\d.]+–[\d.]+\) \/ ≥ [\d.]+ s \/ ≥ [\d.]+ s, without queueing/);
  });

  it('are filled: every upload, latencies with intervals, signals, what broke first and at which rate', () => {
    const text = reportOf(broken);
    expect(text).toContain('20 uploads arrived = 20 completed + 0 failed + 0 rejected + 0 in flight. The load came as planned.');
    expect(text).toMatch(/Latency P50\/P95\/P99 .*3\.00 s \(3\.00–3\.00\) \/ ≥ 3\.00 s \/ ≥ 3\.00 s/);
    expect(text).toMatch(/The first signal became critical 26(\.0)? s into the load/);
    expect(text).toMatch(/CPU Saturation .*CRITICAL, first at 31(\.0)? s/);
    expect(text).toMatch(/API Timeout .*did not fire/);
    expect(text).toContain('OCR burnt 90 % of the CPU of all stages.');
  });

  it('say that a test whose generator was late does not count', () => {
    const text = reportOf({ ...broken, late: 0.05 });
    expect(text).toContain('this test does not count');
    expect(text).not.toContain('The first signal became critical');
  });

  it('hold 100 users beside the report’s predictions, and no other number of users', () => {
    const scenario = (text: string) => text.slice(text.indexOf('2× Load Scenario'), text.indexOf('STEP 4'));
    const shape = { profile: 'burst', users: 100, documents_per_user: 5 } as const;
    expect(scenario(reportOf({ ...broken, shape }))).toContain('More than 100 waited');
    expect(scenario(reportOf(broken))).not.toContain('More than 100 waited');
  });

  it('have the simulation of 100 users beside them, with the error of the model', () => {
    const run = sampleRun({ jobs: 30, cpu: (index) => 1 + (index % 5) / 4, makespan: 40 });
    const machine = { documents_per_user: 5, profile: 'burst', queue_limit: 1000, fast_share: 0.7, users: 100 } as const;
    const scenarios = [1, 16].map((cores) => ({ ...machine, cores, workers: cores }));
    const text = reportOf(broken, simulateRun(run, scenarios, { seed: 1, seeds: 10 }));
    expect(text).toMatch(
      /OCR Workers .*CPU above 95 % for 30 s in 100 % of the seeds, .* CPU above 95 % for 30 s in 0 % of the seeds, /,
    );
    expect(text).toMatch(/the model was off by \+12\.5 % in the makespan/);
    expect(text).toContain('16 cores were not measured, 1 was');
  });
});
