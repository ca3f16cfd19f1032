/** Markdown and CSV, read back by readers of others. */
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import type { Nodes, Table } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { expect, it } from 'vitest';
import { buildReport } from './build-report.ts';
import { toCsv } from './csv.ts';
import type { ReportTable } from './document.ts';
import { toMarkdown } from './markdown.ts';
import { tablesOf } from './tables.ts';
import { sampleJobs, sampleReportFacts } from './testing/report-facts.ts';

const read = (markdown: string) => fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });

function textOf(node: Nodes): string {
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}

const oneTable = (words: string): ReportTable => ({
  id: 'one',
  title: 'One',
  columns: [
    { key: 'name', title: 'Name', align: 'left' },
    { key: 'value', title: 'Value', align: 'right' },
  ],
  rows: [
    [
      { value: words, text: words },
      { value: 0.1 + 0.2, text: '0.3' },
    ],
  ],
});

const reportWith = (table: ReportTable) => ({ title: 'Report', head: [], blocks: [{ kind: 'table' as const, table }] });

/** What a file may be called; a line end in it becomes a space, which a table row cannot hold otherwise. */
const hostile = fc.oneof(
  fc.constantFrom(
    'a|b',
    '`x`',
    '<script>alert(1)</script>',
    '*a* _b_',
    '[x](http://y)',
    '\\|',
    '# no',
    '1. no',
    '- no',
    '~~x~~',
    'https://a.b',
  ),
  fc.string({ minLength: 1, unit: 'grapheme-ascii' }).filter((text) => text.trim() === text && !/\s\s|[\r\n]/.test(text)),
);

it('a cell of a Markdown table is read back as it was, whatever it holds', () => {
  fc.assert(
    fc.property(hostile, (words) => {
      const table = read(toMarkdown(reportWith(oneTable(words)))).children.find((node): node is Table => node.type === 'table');
      expect(table?.children).toHaveLength(2);
      expect(textOf(table!.children[1]!.children[0]!)).toBe(words);
      expect(textOf(table!.children[1]!.children[1]!)).toBe('0.3');
    }),
  );
});

it('a whole report in Markdown keeps its headings and its tables', () => {
  const document = buildReport(sampleReportFacts({ jobs: sampleJobs(8, (number) => `a|b ${number} *x*.jpg`) }));
  const nodes = read(toMarkdown(document)).children;
  const headings = nodes.filter((node) => node.type === 'heading').map(textOf);
  expect(headings.slice(1)).toEqual(document.blocks.flatMap((block) => (block.kind === 'heading' ? [block.text] : [])));
  const tables = nodes.filter((node): node is Table => node.type === 'table');
  expect(tables.map(({ children }) => children.length - 1)).toEqual(tablesOf(document).map(({ rows }) => rows.length));
  for (const { children } of tables) expect(new Set(children.map((row) => row.children.length)).size).toBe(1);
});

it('CSV is read back in full precision, and no text of it is a formula', () => {
  fc.assert(
    fc.property(fc.string(), (words) => {
      const [head, row] = parse(toCsv(oneTable(words))) as string[][];
      expect(head).toEqual(['name', 'value']);
      expect(Number(row?.[1])).toBe(0.1 + 0.2);
      const [text = ''] = row ?? [];
      expect(/^[=+\-@\t\r]/.test(text)).toBe(false);
      expect(text.replace(/^'(?=[=+\-@\t\r])/, '')).toBe(words);
    }),
  );
});
