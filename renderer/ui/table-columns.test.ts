import { expect, test } from 'vitest';
import { type Column, nextSort, sortRows, toCsv, toCsvInPieces, toMarkdown } from './table-columns.ts';

interface Row {
  readonly name: string;
  readonly cost: number | null;
}
const name: Column<Row> = { key: 'name', title: 'name', value: (row) => row.name };
const cost: Column<Row> = {
  key: 'cost',
  title: 'CPU s',
  numeric: true,
  value: (row) => row.cost,
  text: (row) => (row.cost === null || Number.isNaN(row.cost) ? '–' : row.cost.toFixed(1)),
};
const buttons: Column<Row> = { key: 'buttons', title: 'Actions', actions: true, value: () => 'x' };
const columns = [name, cost, buttons];
const names = (rows: readonly Row[]) => rows.map((row) => row.name);

const rows: Row[] = [
  { name: 'doc_10', cost: 2 },
  { name: 'doc_2', cost: Number.NaN },
  { name: 'Doc_1', cost: 10 },
  { name: 'doc_3', cost: null },
  { name: 'doc_4', cost: 2 },
];

test('what was not measured stands last, whichever way one sorts', () => {
  expect(names(sortRows(rows, columns, { key: 'cost', direction: 'ascending' }))).toEqual([
    'doc_10',
    'doc_4',
    'Doc_1',
    'doc_2',
    'doc_3',
  ]);
  expect(names(sortRows(rows, columns, { key: 'cost', direction: 'descending' }))).toEqual([
    'Doc_1',
    'doc_10',
    'doc_4',
    'doc_2',
    'doc_3',
  ]);
});

test('numbers inside names count as numbers, and case does not matter', () => {
  const sorted = sortRows(rows, columns, { key: 'name', direction: 'ascending' });
  expect(names(sorted)).toEqual(['Doc_1', 'doc_2', 'doc_3', 'doc_4', 'doc_10']);
});

test('without a sort, or with one by a column that is gone, the order stays', () => {
  expect(sortRows(rows, columns, null)).toBe(rows);
  expect(sortRows(rows, columns, { key: 'gone', direction: 'ascending' })).toBe(rows);
});

test('a head sorts, turns round, and lets go', () => {
  const once = nextSort(null, cost);
  const twice = nextSort(once, cost);
  expect([once, twice, nextSort(twice, cost)]).toEqual([
    { key: 'cost', direction: 'descending' },
    { key: 'cost', direction: 'ascending' },
    null,
  ]);
  expect(nextSort(once, name)).toEqual({ key: 'name', direction: 'ascending' });
});

test('a long CSV is made in pieces between which it can be given up', async () => {
  const many = Array.from({ length: 25_000 }, (_, at): Row => ({ name: `doc_${at}`, cost: at }));
  const told: number[] = [];
  const { signal } = new AbortController();
  const onProgress = (done: number) => void told.push(done);
  expect(await toCsvInPieces(columns, many, { signal, onProgress })).toBe(toCsv(columns, many));
  expect(told.length).toBeGreaterThan(1);
  expect(told.at(-1)).toBe(25_000);
  expect(await toCsvInPieces(columns, [], { signal, onProgress })).toBe(toCsv(columns, []));

  const stop = new AbortController();
  const given = toCsvInPieces(columns, many, { signal: stop.signal, onProgress: () => stop.abort(new Error('given up')) });
  await expect(given).rejects.toThrow('given up');
});

test('CSV holds full precision, quotes what must be, and disarms formulas', () => {
  const csv = toCsv(columns, [
    { name: 'a "b", c\nd', cost: 0.1 + 0.2 },
    { name: '=HYPERLINK(1)', cost: null },
    { name: '', cost: -1 },
  ]);
  expect(csv).toBe('name,CPU s\r\n"a ""b"", c\nd",0.30000000000000004\r\n\'=HYPERLINK(1),\r\n,-1\r\n');
});

test('Markdown holds what is printed, and a cell cannot break out of its row', () => {
  expect(toMarkdown(columns, [{ name: 'a|b\n*c*\\', cost: Number.NaN }])).toBe(
    '| name | CPU s |\n| --- | ---: |\n| a\\|b \\*c\\*\\\\ | – |\n',
  );
});
