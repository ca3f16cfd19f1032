import { DOMParser, type Element } from '@xmldom/xmldom';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type JunitOutcome, type JunitReport, junitText } from './junit.ts';
import { problemsOf } from './testing/validate.ts';

const report: JunitReport = {
  name: 'nightly',
  began: '2026-03-01T12:30:45.678Z',
  properties: { 'setting.workers': '2', 'version.node': '24.21.0' },
  suites: [
    {
      name: 'documents',
      cases: [
        { name: 'a.jpg', outcome: { kind: 'passed' }, seconds: 1.25, text: '0.9 CPU seconds' },
        {
          name: 'b.jpg',
          outcome: { kind: 'failed', code: 'input.empty', sentence: 'b.jpg is empty.' },
          seconds: 0.5,
          text: '',
        },
        { name: 'c.jpg', outcome: { kind: 'broken', code: 'worker.died', sentence: 'It died.' }, seconds: null, text: 'out' },
        { name: 'd.jpg', outcome: { kind: 'skipped', sentence: 'Not done.' }, seconds: null, text: '' },
      ],
    },
    { name: 'nothing', cases: [] },
  ],
};

const parse = (text: string) =>
  new DOMParser({ onError: (level, message) => level !== 'warning' && expect.unreachable(message) }).parseFromString(
    text,
    'text/xml',
  );
const elements = (of: { getElementsByTagName(name: string): ArrayLike<Element> }, name: string): Element[] =>
  Array.from(of.getElementsByTagName(name));

describe("JUnit's XML", () => {
  it('fits what build servers read, and counts what it holds', async () => {
    const text = junitText(report);
    expect(await problemsOf(text)).toEqual([]);
    const [suite] = elements(parse(text), 'testsuite');
    expect(['tests', 'failures', 'errors', 'skipped', 'time', 'timestamp'].map((name) => suite?.getAttribute(name))).toEqual([
      '4',
      '1',
      '1',
      '1',
      '1.750',
      '2026-03-01T12:30:45',
    ]);
    const [failure] = elements(parse(text), 'failure');
    expect([failure?.getAttribute('type'), failure?.textContent]).toEqual(['input.empty', 'b.jpg is empty. [input.empty]']);
  });

  it('is refused by the schema when it is not whole: the check bites', async () => {
    expect(await problemsOf(junitText(report).replace('classname="documents"', ''))).not.toEqual([]);
    expect(await problemsOf(junitText(report).replace('time="1.250"', 'time="soon"'))).not.toEqual([]);
  });

  /** Of any kind of character, lone halves of a pair and controls included. */
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 }).map((codes) => String.fromCharCode(...codes)),
    fc.constantFrom(
      '<!DOCTYPE x>',
      ']]>',
      '&lt;',
      '" onload="',
      "it's",
      '\r\n',
      '\u0000',
      '\ufffe',
      '\ud800',
      '<![CDATA[',
      '  a  ',
    ),
  );
  const outcome: fc.Arbitrary<JunitOutcome> = fc.oneof(
    fc.constant({ kind: 'passed' as const }),
    fc.record({ kind: fc.constantFrom('failed' as const, 'broken' as const), code: anyText, sentence: anyText }),
    fc.record({ kind: fc.constant('skipped' as const), sentence: anyText }),
  );
  const anyReport: fc.Arbitrary<JunitReport> = fc.record({
    name: anyText,
    began: fc.constant('2026-03-01T12:30:45.678Z'),
    properties: fc.dictionary(anyText, anyText, { maxKeys: 3 }),
    suites: fc.array(
      fc.record({
        name: anyText,
        cases: fc.array(
          fc.record({ name: anyText, outcome, seconds: fc.option(fc.double({ min: 0, max: 1e6, noNaN: true })), text: anyText }),
          { maxLength: 3 },
        ),
      }),
      { maxLength: 3 },
    ),
  });

  /** As JSON writes what XML cannot hold. */
  const readable = (text: string): string =>
    Array.from(text, (character) =>
      /[\p{Cc}\p{Cs}\ufffe\uffff]/u.test(character) && !'\t\n\r'.includes(character)
        ? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
        : character,
    ).join('');

  it('brings every name and sentence back as it was given', () => {
    fc.assert(
      fc.property(anyReport, (given) => {
        const document = parse(junitText(given));
        expect(document.documentElement?.getAttribute('name')).toBe(readable(given.name));
        const cases = elements(document, 'testcase');
        const all = given.suites.flatMap((suite) => suite.cases.map((each) => ({ ...each, suite: suite.name })));
        expect(cases.map((found) => [found.getAttribute('name'), found.getAttribute('classname')])).toEqual(
          all.map(({ name, suite }) => [readable(name), readable(suite)]),
        );
        for (const [index, { outcome, text }] of all.entries()) {
          const [output] = elements(cases[index] as Element, 'system-out');
          expect(output?.textContent ?? '').toBe(readable(text));
          if (outcome.kind === 'passed') continue;
          const name = { failed: 'failure', broken: 'error', skipped: 'skipped' }[outcome.kind];
          const [found] = elements(cases[index] as Element, name);
          expect(found?.getAttribute('message')).toBe(readable(outcome.sentence));
        }
      }),
    );
  });

  it('fits the schema whatever it holds', async () => {
    const many = fc.sample(anyReport, 60).map((each) => junitText(each));
    expect(await problemsOf(...many)).toEqual([]);
  });
});
