/** A report with a block of each kind, written by hand. Nothing in it was measured, and nothing that ships uses it. */
import type { ReportBlock, ReportCell, ReportChart, ReportDocument, ReportTable } from '../document.ts';

const cell = (value: string | number, text = String(value), tone?: ReportCell['tone']): ReportCell =>
  tone === undefined ? { value, text } : { value, text, tone };

export const sampleTable: ReportTable = {
  id: '4-2-budget-projection',
  title: 'Budget projection',
  columns: [
    { key: 'docs_per_day', title: 'Documents a day', align: 'right' },
    { key: 'cpu_seconds_per_doc', title: 'CPU-sec/doc', align: 'right' },
    { key: 'cpu_hours_month', title: 'CPU-hours a month (95 % interval)', align: 'right' },
    { key: 'status', title: 'Budget status', align: 'left' },
  ],
  rows: [
    [cell(700), cell(21.4), cell(124.8, '124.8 (118.1–131.9)'), cell('within', 'within budget', 'good')],
    [
      cell(1000, '1,000'),
      cell(21.4),
      cell(178.3, '178.3 (168.7–188.4)'),
      cell('tight', 'within, less than 15 % to spare', 'warn'),
    ],
    [cell(1300, '1,300'), cell(21.4), cell(231.8, '231.8 (219.3–244.9)'), cell('over', 'over budget', 'bad')],
    [cell(5000, '5,000'), cell('', '—', 'muted'), cell('', '—', 'muted'), cell('not asked', 'not measured', 'muted')],
  ],
  note: ['Formula of § 4.1: ', { code: 'cpu_per_doc × docs_per_day × 30 / 3600' }, '; interval by bootstrap over documents.'],
};

const points = Array.from({ length: 61 }, (_, index) => {
  const docs_per_day = 600 + index * 15;
  return { docs_per_day, probability_within: 1 / (1 + Math.exp((docs_per_day - 1122) / 28)) };
});

export const sampleCharts: Readonly<Record<ReportChart['drawing']['kind'], ReportChart>> = {
  break_even: {
    id: 'break-even',
    title: 'Probability of staying within 200 CPU-hours a month',
    alternative: 'At 1,000 documents a day the budget holds almost surely; at 1,300 it does not.',
    table: sampleTable.id,
    drawing: { kind: 'break_even', points, break_even: { estimate: 1122, low: 1062, high: 1186 }, volumes: [700, 1000, 1300] },
  },
  tornado: {
    id: 'sensitivity',
    title: 'What moves CPU per document',
    alternative: 'The production node moves it most, the share of cold starts least.',
    table: sampleTable.id,
    drawing: {
      kind: 'tornado',
      now: 1.56,
      bars: [
        {
          label: 'Production node',
          ends: [
            { label: '0.7 × as slow', value: 1.09 },
            { label: '1.5 × as slow', value: 2.34 },
          ],
        },
        {
          label: 'Document size',
          ends: [
            { label: 'half', value: 1.03 },
            { label: 'double', value: 2.18 },
          ],
        },
        {
          label: 'Share of documents that take the fast path through the pipeline',
          ends: [
            { label: '90 % fast', value: 1.32 },
            { label: '50 % fast', value: 1.8 },
          ],
        },
        {
          label: 'Cold starts',
          ends: [
            { label: 'none', value: 1.52 },
            { label: 'every fourth document', value: 1.72 },
          ],
        },
      ],
      limits: [
        { label: 'GO', value: 0.72 },
        { label: 'optimise', value: 1.2 },
      ],
    },
  },
  stages: {
    id: 'stages',
    title: 'CPU per stage',
    alternative: 'OCR takes three quarters of the CPU.',
    table: sampleTable.id,
    drawing: {
      kind: 'stages',
      bars: [
        { label: 'Fetch', value: 0.003 },
        { label: 'Quality scoring', value: 0.22 },
        { label: 'Enhancement', value: 0.03 },
        { label: 'OCR', value: 1.2 },
        { label: 'Schema adaptation', value: 0.06 },
        { label: 'Upload', value: 0.08 },
      ],
    },
  },
  bands: {
    id: 'bands',
    title: 'CPU per document on the published bands',
    alternative: '1.12 s lies in the band ADJUST (optimise), and its interval reaches into NO-GO.',
    table: sampleTable.id,
    drawing: {
      kind: 'bands',
      estimate: 1.12,
      low: 1.02,
      high: 1.23,
      bands: [
        { label: 'GO', up_to: 0.72 },
        { label: 'ADJUST (reduce volume)', up_to: 0.9 },
        { label: 'ADJUST (optimise)', up_to: 1.2 },
        { label: 'NO-GO', up_to: null },
      ],
    },
  },
};

const longTable: ReportTable = {
  id: 'long',
  title: 'Documents of the run',
  columns: [
    { key: 'document', title: 'Document', align: 'left' },
    { key: 'path', title: 'Path', align: 'left' },
    { key: 'cpu_seconds', title: 'CPU-sec', align: 'right' },
  ],
  rows: Array.from({ length: 48 }, (_, index) => [
    cell(`scan-${index + 1}.jpg`),
    cell(index % 3 ? 'fast' : 'standard'),
    cell((100 + index) / 100),
  ]),
};

const blocks: readonly ReportBlock[] = [
  {
    kind: 'callout',
    tone: 'warn',
    title: 'ADJUST (optimise), not firm',
    text: ['1.12 s per document; about ', { strong: '34 more documents' }, ' would tell.'],
  },
  { kind: 'heading', level: 2, text: '1 Executive summary', id: '1' },
  {
    kind: 'paragraph',
    text: [
      'The pipeline was measured on ',
      { strong: '40 documents' },
      ' with ',
      { code: 'rbench run' },
      '; 200 CPU-hours carry 1,122 documents a day.',
    ],
  },
  {
    kind: 'callout',
    tone: 'good',
    title: 'GO under the derived policy',
    text: ['200 CPU-hours carry 1,000 documents a day up to 24 s each.'],
  },
  { kind: 'callout', tone: 'bad', title: 'NO-GO under the published policy', text: ['1.56 s is above 1.20 s.'] },
  { kind: 'callout', tone: 'muted', title: 'No decision', text: ['No document of the standard path was read.'] },
  { kind: 'chart', chart: sampleCharts.bands },
  { kind: 'heading', level: 2, text: '4 Capacity', id: '4' },
  { kind: 'heading', level: 3, text: '4.2 Budget projection', id: '4.2' },
  { kind: 'table', table: sampleTable },
  { kind: 'chart', chart: sampleCharts.break_even },
  { kind: 'heading', level: 3, text: '4.3 Sensitivity', id: '4.3' },
  { kind: 'chart', chart: sampleCharts.tornado },
  { kind: 'chart', chart: sampleCharts.stages },
  { kind: 'heading', level: 2, text: '5 Open points', id: '5' },
  { kind: 'list', items: [['Cold-start frequency in production'], ['Peak patterns: ', { code: 'arrivals' }]] },
  {
    kind: 'checklist',
    items: [
      { done: true, text: ['Criteria fixed before the run'] },
      { done: false, text: ['Reference run pinned'] },
    ],
  },
  { kind: 'not_measured', what: 'CPU on the production node.', command: 'rbench compare --a here --b node' },
  { kind: 'not_measured', what: 'Network cost of the upload.', command: null },
  { kind: 'code', language: 'sh', text: 'rbench run scans/ --seed 7\nrbench report --format pdf' },
  { kind: 'table', table: longTable },
];

export const sampleDocument: ReportDocument = {
  title: 'CPU capacity of the document pipeline: phase 0 report',
  head: [
    { name: 'Date of the run', text: '20 November 2026' },
    { name: 'Run', text: '11111111-1111-4111-8111-111111111111 (baseline)' },
    { name: 'Machine', text: 'AMD EPYC, 2 cores; linux' },
    { name: 'Status', text: 'ADJUST, not firm' },
  ],
  blocks,
};
