import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SampleWishes } from '../analysis/capacity/testing/sample-facts.ts';
import { makeCriteria } from '../analysis/decision/criteria.ts';
import { reportFileSchema } from '../contract/report-file.ts';
import { buildReport } from './build-report.ts';
import type { ReportBlock, ReportDocument } from './document.ts';
import { toHtml } from './html.ts';
import { toJson } from './json.ts';
import { toMarkdown } from './markdown.ts';
import { tablesOf } from './tables.ts';
import { sampleJobs, sampleReportFacts } from './testing/report-facts.ts';

const tableOf = (document: ReportDocument, id: string) => tablesOf(document).find((table) => table.id === id);
const values = (document: ReportDocument, id: string): unknown[][] =>
  tableOf(document, id)?.rows.map((row) => row.map(({ value }) => value)) ?? [];

/** A figure that nobody measured must say so in words. */
const unsaid = /NaN|undefined|Infinity|\[object|TBD|PENDING/;

describe('the report', () => {
  const document = buildReport(sampleReportFacts());

  it('has the sections of the source document, in its order', () => {
    const headings = document.blocks.flatMap((block) => (block.kind === 'heading' ? [block.text] : []));
    const expected = [
      ...['Executive Summary', 'STEP 1', '1.1', '1.2', '1.3', '1.4', '1.5', '1.6'],
      ...['STEP 2', '2.1', '2.2', '2.3', '2.4', '2.5', 'STEP 3', '3.1', '3.2', '3.3'],
      ...['STEP 4', '4.1', '4.2', '4.3', 'STEP 5', '5.1', '5.2'],
      ...['STEP 6', 'Decision Matrix', 'Residual Risk Acceptance', 'Next Steps', 'Appendix A'],
    ];
    const places = expected.map((start) => headings.findIndex((text) => text.startsWith(start)));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((one, other) => one - other));
  });

  it('says GO for 0.72 s at 1,000 a day as 6 CPU-hours, and both verdicts', () => {
    const cheap = buildReport(sampleReportFacts({ wishes: { fast: 0.72, standard: 0.72, surcharge: null, error: 0.0001 } }));
    expect(values(cheap, '4-2-budget-projection').find(([volume]) => volume === 1000)?.[2]).toBeCloseTo(6, 2);
    expect(values(cheap, '6-decision').map(([policy, verdict]) => [policy, verdict])).toEqual([
      ['published', 'GO'],
      ['derived', 'GO'],
    ]);
    expect(values(document, '6-decision').map(([, verdict]) => verdict)).toEqual(['NO-GO', 'GO']);
  });

  it('prints the 533, 800 and 1,142 of § 4.3 only as “as printed”, beside what § 4.1 makes of them', () => {
    expect(values(document, '4-3-as-printed').slice(0, 3)).toEqual([
      [1.5, 533, 16_000, 'example of § 4.3'],
      [1, 800, 24_000, 'example of § 4.3'],
      [0.7, 1142, 34_285, 'example of § 4.3'],
    ]);
    const others = tablesOf(document).filter(({ id }) => id !== '4-3-as-printed');
    expect(JSON.stringify(others)).not.toMatch(/\b(533|1142|1,142)\b/);
  });

  it('weighs the paths: 1.2 and 2.4 at 70/30 are 1.56', () => {
    const plain = buildReport(sampleReportFacts({ wishes: { fast: 1.2, standard: 2.4, surcharge: null } }));
    expect(values(plain, '4-1-sum').find(([part]) => part === 'total')?.[1]).toBeCloseTo(1.56, 6);
  });

  it('still has every section when nothing can be told, and names what would tell', () => {
    const unknown = buildReport(sampleReportFacts({ wishes: { standard: null } }));
    const headings = (of: ReportDocument) => of.blocks.flatMap((block) => (block.kind === 'heading' ? [block.id] : []));
    expect(headings(unknown)).toEqual(headings(document).filter((id) => id !== '4-4'));
    expect(values(unknown, '4-2-budget-projection').map(([volume, cpu]) => [volume, cpu])).toEqual([
      [700, null],
      [1000, null],
      [1300, null],
    ]);
    const told = unknown.blocks.find((block) => block.kind === 'not_measured' && block.command?.startsWith('rbench run'));
    expect(told).toBeDefined();
  });

  it('means over all jobs of a document, and lists each once', () => {
    const jobs = sampleJobs(3);
    const twice = buildReport(sampleReportFacts({ jobs: [...jobs, ...jobs] }));
    expect(values(twice, 'b-documents').map(([, , amount]) => amount)).toEqual([2, 2, 2]);
    expect(values(twice, '2-5-documents').map(([name, amount]) => [name, amount])).toEqual([
      ['fast', 3],
      ['standard', 0],
      ['all', 3],
    ]);
  });
});

describe('any report', () => {
  const cpu = fc.oneof(fc.constant(null), fc.double({ min: 1e-6, max: 500, noNaN: true }));
  const wishes: fc.Arbitrary<SampleWishes> = fc.record({
    fast: cpu,
    standard: cpu,
    error: fc.double({ min: 0, max: 1, noNaN: true }),
    documents: fc.integer({ min: 7, max: 300 }),
    surcharge: fc.oneof(fc.constant(null), fc.double({ min: -2, max: 5, noNaN: true })),
    failed: fc.double({ min: 0, max: 2, noNaN: true }),
    elasticity: fc.oneof(fc.constant(null), fc.double({ min: -1, max: 2, noNaN: true })),
  });
  const facts = fc
    .record({ wishes, jobs: fc.integer({ min: 0, max: 12 }), policy: fc.constantFrom('published' as const, 'derived' as const) })
    .map(({ jobs, policy, ...rest }) =>
      sampleReportFacts({ ...rest, jobs: sampleJobs(jobs), criteria: makeCriteria(undefined, policy) }),
    );

  it('says each figure or that it was not measured, names each table once, and every chart has its table', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const document = buildReport(given);
        const tables = tablesOf(document);
        expect(JSON.stringify(document)).not.toMatch(unsaid);
        expect(new Set(tables.map(({ id }) => id)).size).toBe(tables.length);
        for (const { columns, rows } of tables) {
          expect(new Set(columns.map(({ key }) => key)).size).toBe(columns.length);
          for (const row of rows) expect(row).toHaveLength(columns.length);
        }
        const charts = document.blocks.filter(
          (block): block is Extract<ReportBlock, { kind: 'chart' }> => block.kind === 'chart',
        );
        for (const { chart } of charts) expect(tables.map(({ id }) => id)).toContain(chart.table);
        expect(reportFileSchema.safeParse(JSON.parse(toJson(document, given))).error).toBeUndefined();
      }),
      { numRuns: 60 },
    );
  });

  it('is the same bytes for the same facts', () => {
    const given = sampleReportFacts();
    const [one, other] = [buildReport(given), buildReport(given)];
    expect(toHtml(one)).toBe(toHtml(other));
    expect(toMarkdown(one)).toBe(toMarkdown(other));
    expect(toJson(one, given)).toBe(toJson(other, given));
  });
});
