import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReportBlock, ReportDocument } from './document.ts';
import { toHtml } from './html.ts';
import { type MarkupElement, readMarkup } from './testing/markup.ts';
import { sampleCharts, sampleDocument, sampleTable } from './testing/sample-document.ts';

const read = (document: ReportDocument): MarkupElement[] => readMarkup(toHtml(document).replace('<!doctype html>\n', ''));
const named = (elements: readonly MarkupElement[], name: string): MarkupElement[] =>
  elements.filter((element) => element.name === name);

/** One of each block, with the same words everywhere. */
function everywhere(words: string): ReportDocument {
  const text = [words, { strong: words }, { code: words }];
  const blocks: ReportBlock[] = [
    { kind: 'heading', level: 2, text: words, id: words },
    { kind: 'paragraph', text },
    { kind: 'list', items: [text] },
    { kind: 'checklist', items: [{ done: true, text }] },
    { kind: 'code', language: words, text: words },
    {
      kind: 'table',
      table: {
        id: words,
        title: words,
        columns: [{ key: words, title: words, align: 'left' }],
        rows: [[{ value: words, text: words }]],
        note: text,
      },
    },
    { kind: 'not_measured', what: words, command: words },
    { kind: 'callout', tone: 'bad', title: words, text },
    {
      kind: 'chart',
      chart: {
        ...sampleCharts.stages,
        id: words,
        title: words,
        alternative: words,
        table: words,
        drawing: { kind: 'stages', bars: [{ label: words, value: 1 }] },
      },
    },
  ];
  return { title: words, head: [{ name: words, text: words }], blocks };
}

const shapeOf = (elements: readonly MarkupElement[]): string[] =>
  elements.filter(({ name }) => name !== 'text').map(({ name, attributes }) => `${name} ${Object.keys(attributes).join(' ')}`);

describe('the HTML report', () => {
  it('is the same bytes for the same document', () => {
    expect(toHtml(structuredClone(sampleDocument))).toBe(toHtml(sampleDocument));
  });

  it('runs no script, asks for nothing from outside and forbids both', () => {
    const elements = read(sampleDocument);
    const policy = named(elements, 'meta').find(({ attributes }) => attributes['http-equiv'] === 'Content-Security-Policy');
    expect(policy?.attributes.content).toContain("default-src 'none'; style-src 'unsafe-inline'; img-src data:");
    for (const { name, attributes } of elements) {
      expect(['script', 'link', 'iframe', 'object', 'embed', 'img', 'base', 'form']).not.toContain(name);
      for (const [key, value] of Object.entries(attributes)) {
        expect(key).not.toMatch(/^on|^src|^style$/);
        if (key !== 'xmlns') expect(value).not.toMatch(/https?:|javascript:/);
      }
    }
    expect(named(elements, 'style')[0]?.text).not.toMatch(/url\(|@import/);
  });

  it('lists its headings, and every link of it leads somewhere', () => {
    const elements = read(sampleDocument);
    const ids = new Set(elements.map(({ attributes }) => attributes.id));
    const links = named(elements, 'a');
    expect(links.filter(({ attributes }) => attributes.href?.startsWith('#s-')).map(({ text }) => text)).toEqual([
      '1 Executive summary',
      '4 Capacity',
      '4.2 Budget projection',
      '4.3 Sensitivity',
      '5 Open points',
    ]);
    for (const { attributes } of links) expect(ids).toContain(attributes.href?.slice(1));
  });

  it('gives each table its caption, the scope of its heads and a sign beside each colour', () => {
    const elements = read({ ...sampleDocument, blocks: [{ kind: 'table', table: sampleTable }] });
    expect(named(elements, 'caption').map(({ text }) => text)).toEqual(['Budget projection']);
    expect(named(elements, 'th').map(({ attributes }) => attributes.scope)).toEqual([
      ...Array(4).fill('col'),
      ...Array(4).fill('row'),
    ]);
    const cells = named(elements, 'td').map(({ text }) => text);
    expect(cells).toEqual(
      expect.arrayContaining(['✓ within budget', '! within, less than 15 % to spare', '✗ over budget', 'not measured']),
    );
  });

  it('says what was not measured, with the command where there is one', () => {
    const texts = named(read(sampleDocument), 'p').map(({ text }) => text);
    expect(texts).toContain('Not measured: CPU on the production node. It is measured by rbench compare --a here --b node');
    expect(texts).toContain('Not measured: Network cost of the upload.');
  });

  it('ends with lines to sign on and the date of the run', () => {
    const signatures =
      read(sampleDocument).at(-1) && read(sampleDocument).find(({ attributes }) => attributes.class === 'signatures');
    for (const words of ['Prepared by', 'Approved by', 'Date of the run: 20 November 2026'])
      expect(signatures?.text).toContain(words);
  });

  it('keeps hostile words in their places', () => {
    const shape = shapeOf(read(everywhere('plain')));
    const nasty = fc.constantFrom(
      '</style><script>alert(1)</script>',
      '"><img src=x onerror=alert(1)>',
      "' onload='x",
      '<!--',
      ']]>',
      '&lt;b>',
      "'; } body { display: none } a { content: '",
      '\\',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          nasty,
          fc.string({ unit: 'binary' }),
          fc.tuple(nasty, fc.string()).map((parts) => parts.join('')),
        ),
        (words) => {
          const elements = read(everywhere(words));
          expect(shapeOf(elements)).toEqual(shape);
          const style = named(elements, 'style')[0]?.text ?? '';
          expect(style).toMatch(/@bottom-left \{ content: '(?:[A-Za-z0-9 ]|\\[0-9a-f]+ )*'; font/);
          expect(style).not.toContain('<');
        },
      ),
      { numRuns: 200 },
    );
  });
});
