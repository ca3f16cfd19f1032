import { describe, expect, it } from 'vitest';
import type { ComparePlan } from '../contract/comparison.ts';
import type { JobRecord, RunRecord } from '../contract/run.ts';
import { defaultSettings } from '../contract/settings.ts';
import { planJobs } from './comparisons.ts';
import { goesOf } from './goes.ts';

const plan: ComparePlan = {
  seed: 1,
  blocks: 2,
  metric: 'cpu',
  materiality: 0.02,
  preset: null,
  sides: [
    { name: 'a', settings: defaultSettings },
    { name: 'b', settings: { ...defaultSettings, workers: 3 } },
  ],
};
const DOCUMENTS = 4;
const run = { kind: 'compare', plan: { comparison: plan }, settings: {} } as unknown as RunRecord;
const kept = () =>
  planJobs(plan, DOCUMENTS).map(
    (job) => ({ ...job, document_id: job.document + 1, file: `${job.document}` }) as unknown as JobRecord,
  );

describe('the jobs of a comparison', () => {
  it('take every document once in each pass, after a warm-up for each worker', () => {
    const jobs = planJobs(plan, DOCUMENTS);
    expect(jobs.map(({ sequence }) => sequence)).toEqual(jobs.map((_, index) => index));
    for (const [pass, ofPass] of Map.groupBy(jobs, (job) => job.pass ?? -1)) {
      const warmUps = ofPass[0]?.side === 'b' ? 3 : 1;
      const documents = ofPass.map(({ document }) => document);
      expect(documents.length, `pass ${pass}`).toBe(warmUps + DOCUMENTS);
      expect([...documents.slice(warmUps)].sort()).toEqual([0, 1, 2, 3]);
      expect(documents.slice(0, warmUps)).toEqual(documents.slice(warmUps, warmUps * 2));
    }
    expect(new Set(jobs.map(({ pass }) => pass)).size).toBe(plan.blocks * 4);
  });

  it('meet both sides of a block in the same order', () => {
    const orders = [...Map.groupBy(planJobs(plan, DOCUMENTS), (job) => job.pass ?? -1).values()].map((jobs) =>
      jobs
        .slice(-DOCUMENTS)
        .map(({ document }) => document)
        .join(),
    );
    expect(new Set(orders.slice(0, 4)).size).toBe(1);
    expect(new Set(orders).size).toBe(2);
  });
});

describe('the goes of a comparison', () => {
  it('are its passes in the order of the plan, each with the settings of its side', () => {
    const goes = goesOf(run, kept(), () => '/documents');
    expect(goes.map(({ pass }) => pass?.number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    for (const { pass, settings, warmUps } of goes) {
      expect(settings.workers).toBe(pass?.side === 'b' ? 3 : 1);
      expect(warmUps).toBe(settings.workers);
    }
  });

  it('are those that are left, when some is done', () => {
    const [first, ...others] = goesOf(run, kept().slice(6), () => '/documents');
    expect(others.length).toBeLessThan(8);
    expect(first?.warmUps).toBeLessThanOrEqual(1);
  });

  it('know whose code a side runs', () => {
    const code = { folder: '/main', name: 'a1b2c3d4' };
    const sides = plan.sides.map((side) => (side.name === 'a' ? { ...side, code } : side));
    const goes = goesOf(
      { ...run, plan: { comparison: { ...plan, sides } } as unknown as RunRecord['plan'] },
      kept(),
      () => '/documents',
    );
    for (const go of goes) expect(go.code).toEqual(go.pass?.side === 'a' ? code : null);
  });

  it('leave a plain run one go without warm-ups', () => {
    const goes = goesOf({ kind: 'run', plan: {}, settings: {} }, kept(), () => '/documents');
    expect(goes).toMatchObject([{ pass: null, warmUps: 0, settings: defaultSettings }]);
    expect(goes[0]?.jobs.length).toBe(kept().length);
  });
});
