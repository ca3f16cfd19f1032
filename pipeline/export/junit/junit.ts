/**
 * JUnit's XML, which every build server shows as a list of tests. There is no one schema of it; this keeps to what Ant, Jenkins,
 * Surefire, GitLab and GitHub's reporters all read: `testsuites > testsuite > properties, testcase`.
 *
 * Holds: the same report gives the same bytes; any text comes back as it was given, save characters that XML cannot hold, which
 * stand as `\u0001` and the like.
 */
import type { Seconds } from '../../contract/units.ts';

export type JunitOutcome =
  | { readonly kind: 'passed' }
  /** What was looked at is not as it should be. */
  | { readonly kind: 'failed'; readonly code: string; readonly sentence: string }
  /** It could not be looked at. */
  | { readonly kind: 'broken'; readonly code: string; readonly sentence: string }
  | { readonly kind: 'skipped'; readonly sentence: string };

export interface JunitCase {
  readonly name: string;
  readonly outcome: JunitOutcome;
  /** Null where it took no time of its own. */
  readonly seconds: Seconds | null;
  /** What a person may want to read of one that passed; '' for nothing. */
  readonly text: string;
}

export interface JunitSuite {
  readonly name: string;
  readonly cases: readonly JunitCase[];
}

export interface JunitReport {
  readonly name: string;
  /** ISO 8601, UTC. */
  readonly began: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly suites: readonly JunitSuite[];
}

export function junitText({ name, began, properties, suites }: JunitReport): string {
  const all = suites.flatMap(({ cases }) => cases);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name, ...countsOf(all) })}>`,
    ...suites.flatMap((suite) => suiteLines(suite, began, properties)),
    '</testsuites>',
  ];
  return `${lines.join('\n')}\n`;
}

function suiteLines({ name, cases }: JunitSuite, began: string, properties: JunitReport['properties']): string[] {
  const entries = Object.entries(properties);
  return [
    // Ant's schema knows no zone, and no part of a second.
    `  <testsuite${attributes({ name, ...countsOf(cases), timestamp: began.slice(0, 19) })}>`,
    ...(entries.length === 0
      ? []
      : [
          '    <properties>',
          ...entries.map(([key, value]) => `      <property${attributes({ name: key, value })}/>`),
          '    </properties>',
        ]),
    ...cases.map((each) => caseText(each, name)),
    '  </testsuite>',
  ];
}

function caseText({ name, outcome, seconds, text }: JunitCase, suite: string): string {
  const head = `    <testcase${attributes({ name, classname: suite, time: timeText(seconds ?? 0) })}`;
  const output = text === '' ? '' : `<system-out>${escapeXml(text)}</system-out>`;
  const inner = `${outcomeText(outcome)}${output}`;
  return inner === '' ? `${head}/>` : `${head}>${inner}</testcase>`;
}

function outcomeText(outcome: JunitOutcome): string {
  switch (outcome.kind) {
    case 'passed':
      return '';
    case 'skipped':
      return `<skipped${attributes({ message: outcome.sentence })}/>`;
    case 'failed':
    case 'broken': {
      const element = outcome.kind === 'failed' ? 'failure' : 'error';
      const { code, sentence } = outcome;
      return `<${element}${attributes({ type: code, message: sentence })}>${escapeXml(`${sentence} [${code}]`)}</${element}>`;
    }
  }
}

function countsOf(cases: readonly JunitCase[]) {
  const count = (kind: JunitOutcome['kind']): number => cases.filter(({ outcome }) => outcome.kind === kind).length;
  return {
    tests: cases.length,
    failures: count('failed'),
    errors: count('broken'),
    skipped: count('skipped'),
    time: timeText(cases.reduce((sum, { seconds }) => sum + (seconds ?? 0), 0)),
  };
}

const timeText = (seconds: Seconds): string => seconds.toFixed(3);

const attributes = (values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values)
    .map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`)
    .join('');

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** White space other than blanks is written by number: readers fold it in attributes, and drop carriage returns everywhere. */
const escapeXml = (text: string): string =>
  Array.from(text, (character) => {
    if (character === '\t' || character === '\n' || character === '\r') return `&#${character.charCodeAt(0)};`;
    return escapes[character] ?? (isForbidden(character) ? byNumber(character) : character);
  }).join('');

/** What XML 1.0 (§ 2.2) does not allow, and the controls above ASCII that it advises against. */
const isForbidden = (character: string): boolean => /[\p{Cc}\p{Cs}\ufffe\uffff]/u.test(character);
const byNumber = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
