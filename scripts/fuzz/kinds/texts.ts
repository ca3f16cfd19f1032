/**
 * Parsers of text: settings, dates, amounts, truth, addresses, what programs and the system print.
 */
import { isDeepStrictEqual } from 'node:util';
import { parseCapacityInputs } from '../../../pipeline/analysis/capacity/inputs.ts';
import { truthSchema } from '../../../pipeline/contract/document.ts';
import { BenchError, type ErrorCode } from '../../../pipeline/contract/errors.ts';
import { wordSchema } from '../../../pipeline/contract/ocr.ts';
import { isS3, parseS3Address, s3AddressOf } from '../../../pipeline/contract/place.ts';
import { parseAssignments, parseSettings, settingKeys, settingsSchema } from '../../../pipeline/contract/settings.ts';
import { canonicalAmount, findAmounts, parseAmount } from '../../../pipeline/contract/value-amounts.ts';
import { findDates, parseDate } from '../../../pipeline/contract/value-dates.ts';
import { comparisonKey } from '../../../pipeline/contract/values.ts';
import { parseTruth } from '../../../pipeline/engine/truth.ts';
import { targetFromUrl } from '../../../pipeline/export/postgres/target.ts';
import { webhookAddress } from '../../../pipeline/load/gateway/webhook-address.ts';
import { parseMachineStat } from '../../../pipeline/measure/machine-cpu.ts';
import { parseProcessStat } from '../../../pipeline/measure/proc-stat.ts';
import { charactersOf } from '../../../pipeline/ocr/paddle/model.ts';
import { parseFolder, parseVersions } from '../../../pipeline/ocr/tesseract/program-facts.ts';
import { wordsOfTsv } from '../../../pipeline/ocr/tesseract-output.ts';
import { expectThat, type FuzzTarget } from '../target.ts';
import { mutateText, text } from '../values.ts';

/** Runs it, and lets pass the errors that it announces. */
export function announced<T>(codes: readonly ErrorCode[], work: () => T): T | null {
  try {
    return work();
  } catch (thrown) {
    if (thrown instanceof BenchError && codes.includes(thrown.code)) {
      expectThat(/^[^\n]+$/.test(thrown.message), () => `a sentence of several lines: ${JSON.stringify(thrown.message)}`);
      return null;
    }
    throw thrown;
  }
}

/** @param seeds sound texts, of which most inputs are changes */
function ofText(name: string, seeds: readonly string[], hold: (input: string) => boolean): FuzzTarget<string> {
  return {
    name: `text/${name}`,
    weight: 4,
    draw: (random) =>
      random.chance(0.2) ? text(random) : random.chance(0.2) ? random.pick(seeds) : mutateText(random, random.pick(seeds)),
    hold,
  };
}

const ISO_DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const DECIMAL = /^-?\d+(\.\d+)?$/;

const tsv = [
  'level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext',
  '4\t1\t1\t1\t1\t0\t36\t92\t582\t269\t-1\t',
  '5\t1\t1\t1\t1\t1\t36\t92\t96\t15\t95.2\tTOTAL',
  '5\t1\t1\t1\t1\t2\t140\t92\t60\t15\t88\t18.40',
].join('\n');

export const textTargets = (): FuzzTarget<string>[] => [
  ofText('dates', ['Date: 12/03/2024 and 2024-03-12', '3 March 2024', '12.03.24 10:15', 'Mar 12, 2024', '12MAR2024'], (input) => {
    const found = [...findDates(input), ...findDates(input, 'month_first')];
    for (const { iso } of found) expectThat(ISO_DATE.test(iso), () => `the date ${iso}`);
    const date = parseDate(input);
    expectThat(date === null || ISO_DATE.test(date), () => `the date ${date}`);
    return found.length > 0;
  }),
  ofText('amounts', ['TOTAL RM 1,234.50', '1.234,56 €', '(12.00)', '$ 9.99-', 'USD 1 234.00', '12,5O'], (input) => {
    const found = findAmounts(input);
    for (const { value } of found) expectThat(DECIMAL.test(value), () => `the amount ${value}`);
    const amount = parseAmount(input);
    expectThat(amount === null || DECIMAL.test(amount), () => `the amount ${amount}`);
    if (amount !== null) expectThat(DECIMAL.test(canonicalAmount(amount)), () => `the amount ${canonicalAmount(amount)}`);
    return found.length > 0;
  }),
  ofText('comparison keys', ['ACME Ltd.', 'INV-0042', '12/03/2024', '1,234.50'], (input) => {
    for (const kind of ['text', 'identifier', 'date', 'amount'] as const) comparisonKey(kind, input);
    return true;
  }),
  ofText(
    'settings',
    ['workers=2', 'ocr.threads = 4', 'job.timeout=0.5', 'preOcr=true', ...settingKeys.map((key) => `${key}=1`)],
    (input) => {
      const settings = announced(['settings.bad_syntax', 'settings.unknown_key', 'settings.bad_value'], () =>
        parseSettings(parseAssignments([input])),
      );
      if (settings !== null) settingsSchema.parse(settings);
      return settings !== null;
    },
  ),
  ofText(
    'truth',
    ['{"type":"receipt","fields":{"total":"18.40","date":"2024-03-12"},"text":"a"}', '{"fields":{"total":18.4}}'],
    (input) => {
      const { truth, problem } = parseTruth(input);
      expectThat(truth !== null || problem !== null, () => 'neither truth nor a problem');
      if (truth !== null) truthSchema.parse(truth);
      return truth !== null;
    },
  ),
  ofText(
    'capacity inputs',
    ['{"budget_hours":200,"volumes":[700],"fast_share":0.7,"cold_share":0.1,"node_factor":1,"size_factor":1}'],
    (input) => {
      let given: unknown;
      try {
        given = JSON.parse(input);
      } catch {
        return false;
      }
      return announced(['capacity.bad_input'], () => parseCapacityInputs(given as never)) !== null;
    },
  ),
  ofText(
    'Postgres URLs',
    ['postgresql://u:p%40ss@h:5432/d?sslmode=require', 'postgres://u@[::1]/d', 'postgresql://u@/d?host=/run'],
    (input) => announced(['postgres.bad_url', 'postgres.no_target'], () => targetFromUrl(input)) !== null,
  ),
  ofText('S3 addresses', ['s3://scans/2024/march/', 'S3://scans', 's3://KEY:hidden@scans/in', 's3://a.b-c/'], (input) => {
    if (!isS3(input)) return false;
    const address = announced(['s3.bad_address'], () => parseS3Address(input));
    if (address === null) return false;
    expectThat(address.prefix === '' || /[^/]\/$/.test(address.prefix), () => `the prefix ${JSON.stringify(address.prefix)}`);
    const again = parseS3Address(s3AddressOf(address));
    expectThat(isDeepStrictEqual(again, address), () => `written and read again it is ${JSON.stringify(again)}`);
    return true;
  }),
  ofText('webhook addresses', ['http://127.0.0.1:80/x', 'https://localhost/', 'http://[::1]:9/'], (input) => {
    const url = webhookAddress(input, false);
    const host = url?.hostname ?? 'localhost';
    expectThat(/^(localhost|\[::1\]|127\.\d+\.\d+\.\d+)$/.test(host), () => `${host} is not this machine`);
    webhookAddress(input, true);
    return url !== null;
  }),
  ofText('words of Tesseract', [tsv], (input) => {
    const words = wordsOfTsv(input);
    for (const word of words) wordSchema.parse({ ...word, page: 0 });
    return words.length > 0;
  }),
  ofText(
    'facts of Tesseract',
    ['tesseract 5.3.0\n leptonica-1.82.0\n', 'List of available languages in "/usr/share" (2):\neng\n'],
    (input) => {
      parseFolder(input);
      return parseVersions(input) !== null;
    },
  ),
  ofText('dictionary of PP-OCR', ['a\nb\nc\n'], (input) => charactersOf(input).length > 0),
  ofText('account of a process', ['4 (a) b) S 1 4 4 0 -1 0 0 0 0 0 5 6 7 8 20 0 1 0 99 0 0'], (input) => {
    const account = parseProcessStat(input);
    if (account !== null) expectThat(Number.isFinite(account.startTicks + account.own.user_us), () => 'a time that is no number');
    return account !== null;
  }),
  ofText('account of the machine', ['cpu  1 2 3 4 5 6 7 8 0 0\ncpu0 1 2 3 4 5 6 7 8 0 0\nctxt 5\n'], (input) => {
    parseMachineStat(input);
    return true;
  }),
];
