/**
 * For tests: reads Go's benchmark format and sorts its lines into tables as benchstat does, and throws where that would complain,
 * or pass over a line in silence. Knows no test runner.
 *
 * Sources: “Go Benchmark Data Format” (see `samples-go.ts`); the documentation of golang.org/x/perf/cmd/benchstat and benchfmt.
 */

export interface BenchmarkLine {
  readonly name: string;
  readonly iterations: number;
  /** By unit. */
  readonly values: ReadonlyMap<string, number>;
  /** What was set above it. */
  readonly configuration: ReadonlyMap<string, string>;
}

export interface BenchmarkFile {
  readonly lines: readonly BenchmarkLine[];
  /** `ns/op better` → `lower`. */
  readonly units: ReadonlyMap<string, string>;
}

/** The reader's buffer (`bufio.MaxScanTokenSize`); it gives up at a longer line. */
const LONGEST_LINE_BYTES = 64 * 1024;

export function readBenchmarks(text: string): BenchmarkFile {
  const lines: BenchmarkLine[] = [];
  const units = new Map<string, string>();
  const configuration = new Map<string, string>();
  if (!text.endsWith('\n')) throw new Error('the last line has no end');
  for (const line of text.slice(0, -1).split('\n')) {
    if (Buffer.byteLength(line) >= LONGEST_LINE_BYTES) throw new Error('the line is too long');
    if (line === '') continue;
    if (line.startsWith('Benchmark')) lines.push({ ...resultOf(line), configuration: new Map(configuration) });
    else if (/^Unit\s/.test(line)) for (const [key, value] of unitOf(line)) setOnce(units, key, value);
    else setOnce(configuration, ...pairOf(line));
  }
  return { lines, units };
}

function resultOf(line: string): Omit<BenchmarkLine, 'configuration'> {
  const [name = '', iterations = '', ...measurements] = line.split(/\s+/u);
  if (!/^Benchmark[A-Z]/.test(name)) throw new Error(`${name} is no name`);
  if (!/^[1-9][0-9]*$/.test(iterations)) throw new Error(`${iterations} is no number of iterations`);
  if (measurements.length < 2 || measurements.length % 2 !== 0) throw new Error('values and units do not pair');
  const values = new Map<string, number>();
  for (let index = 0; index < measurements.length; index += 2) {
    const [value = '', unit = ''] = measurements.slice(index, index + 2);
    if (!/^[0-9]+(\.[0-9]+)?(e[+-]?[0-9]+)?$/.test(value)) throw new Error(`${value} is no measurement`);
    if (values.has(unit)) throw new Error(`${unit} stands twice`);
    values.set(unit, Number(value));
  }
  return { name: name.slice('Benchmark'.length), iterations: Number(iterations), values };
}

function unitOf(line: string): [string, string][] {
  const [, unit = '', ...facts] = line.split(/\s+/u);
  if (unit === '' || facts.length === 0) throw new Error('a unit without anything about it');
  return facts.map((fact) => {
    const [key = '', value = ''] = fact.split('=');
    const known = key === 'better' ? ['higher', 'lower'] : key === 'assume' ? ['nothing', 'exact'] : [];
    if (!known.includes(value)) throw new Error(`${fact} says nothing about a unit`);
    return [`${unit} ${key}`, value];
  });
}

function pairOf(line: string): [key: string, value: string] {
  const pair = /^(?<key>\p{Ll}[^\s\p{Lu}:]*):[ \t]+(?<value>.+)$/u.exec(line)?.groups;
  if (pair?.key === undefined || pair.value === undefined) throw new Error(`this line would be ignored: ${line}`);
  return [pair.key, pair.value];
}

function setOnce(map: Map<string, string>, key: string, value: string): void {
  if (map.has(key)) throw new Error(`${key} is set twice`);
  map.set(key, value);
}

/**
 * The samples of each cell, as `benchstat -col /KEY` sorts them: a table for each configuration and unit, a row for the rest of the
 * name, a column for the key's value, in the order of their appearance.
 */
export function benchstatTables({ lines }: BenchmarkFile, key: string): Tables {
  const tables: Tables = new Map();
  for (const { name, values, configuration } of lines) {
    const parts = name.split('/');
    const column = parts.find((part) => part.startsWith(`${key}=`))?.slice(key.length + 1) ?? '';
    const row = parts.filter((part) => !part.startsWith(`${key}=`)).join('/');
    for (const [unit, value] of values) {
      const table: Rows = getOr(tables, `${JSON.stringify([...configuration])} ${unit}`, new Map());
      const columns: Columns = getOr(table, row, new Map());
      columns.set(column, [...(columns.get(column) ?? []), value]);
    }
  }
  return tables;
}

type Columns = Map<string, number[]>;
type Rows = Map<string, Columns>;
type Tables = Map<string, Rows>;

function getOr<Value>(map: Map<string, Value>, key: string, fresh: Value): Value {
  const value = map.get(key) ?? fresh;
  map.set(key, value);
  return value;
}
