/**
 * Plans of load tests as files. Moments alone: one in seconds on each line, and what comes after it, as in a CSV file, is for
 * people. Or all of an earlier test, after the line `seconds,path,document`: then each upload is the same document again.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { BenchError, reasonOf } from '../contract/errors.ts';
import type { LoadFacts, LoadShape } from '../contract/load.ts';
import { processingPathSchema } from '../contract/stages.ts';
import { refuseInputs } from '../export/refuse-inputs.ts';
import { writeWhole } from '../export/write-whole.ts';

type Plan = Omit<Extract<LoadShape, { profile: 'replay' }>, 'profile'>;

const HEAD = 'seconds,path,document';
/** The store keeps microseconds. */
const DIGITS = 6;

/** @throws BenchError `load.bad_plan` */
export function readPlan(file: string): Plan {
  const [first, ...rest] = readLines(file);
  const bad = (line: string) => new BenchError('load.bad_plan', { file, reason: `a line is ${line.slice(0, 40)}` });
  const momentOf = (line: string): number => {
    const [text = ''] = line.split(/[,;\t ]/, 1);
    const moment = Number(text);
    if (text === '' || !(moment >= 0 && Number.isFinite(moment))) throw bad(line);
    return moment;
  };
  if (first !== HEAD) return { moments: (first === undefined ? rest : [first, ...rest]).map(momentOf) };
  if (rest.length === 0) throw new BenchError('load.bad_plan', { file, reason: 'it holds no moment' });
  return {
    moments: rest.map(momentOf),
    documents: rest.map((line) => {
      const [, path, document = ''] = line.split(',');
      const known = processingPathSchema.safeParse(path);
      if (!known.success || !/^\d+$/.test(document)) throw bad(line);
      return { path: known.data, document: Number(document) };
    }),
  };
}

/** @throws BenchError `load.nothing_planned`, `export.*` */
export async function savePlanOf({ arrivals, plan, run }: LoadFacts, file: string, database: string): Promise<void> {
  if (arrivals.length === 0) throw new BenchError('load.nothing_planned', { run });
  const lines = arrivals.map(
    ({ at, path, document }) => `${Math.max(0, at - (plan.began ?? 0)).toFixed(DIGITS)},${path},${document}`,
  );
  const target = path.resolve(file);
  await refuseInputs(target, [database]);
  await writeWhole(target, [`${[HEAD, ...lines].join('\n')}\n`]);
}

function readLines(file: string): string[] {
  try {
    const lines = readFileSync(file, 'utf8')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '' && !line.startsWith('#'));
    if (lines.length === 0) throw new Error('it holds no moment');
    return lines;
  } catch (thrown) {
    throw new BenchError('load.bad_plan', { file, reason: reasonOf(thrown) });
  }
}
