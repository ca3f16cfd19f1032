/**
 * The report as one HTML file: charts inside, no script, nothing from outside. It is also what the PDF is printed from.
 * The same document gives the same bytes.
 *
 * Written so that it is well-formed XML too, apart from its first line: that is how its tests read it.
 */
import { chartId, drawChart } from './charts/draw-chart.ts';
import { escapeText } from './charts/svg.ts';
import type { Inline, ReportBlock, ReportCell, ReportDocument, ReportTable, Text } from './document.ts';
import { pageStyle, reportStyle } from './html-style.ts';

const contentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

export function toHtml(document: ReportDocument): string {
  const tables = new Set(document.blocks.flatMap((each) => (each.kind === 'table' ? [each.table.id] : [])));
  const parts = [
    '<!doctype html>',
    '<html lang="en-GB">',
    '<head>',
    '<meta charset="utf-8"/>',
    `<meta http-equiv="Content-Security-Policy" content="${escapeText(contentSecurityPolicy)}"/>`,
    '<meta name="viewport" content="width=device-width, initial-scale=1"/>',
    '<meta name="color-scheme" content="light dark"/>',
    `<title>${escapeText(document.title)}</title>`,
    `<style>${reportStyle}${pageStyle(document.title)}</style>`,
    '</head>',
    '<body>',
    `<header><h1>${escapeText(document.title)}</h1>${head(document)}</header>`,
    contents(document),
    `<main>${document.blocks.map((each) => block(each, tables)).join('\n')}`,
    `${signatures(document)}</main>`,
    '</body>',
    '</html>',
  ];
  return `${parts.join('\n')}\n`;
}

/** An id of a person's own words, kept apart from those of the page. */
const anchor = (id: string): string => `s-${escapeText(id.replace(/\s+/g, '-'))}`;
const tableAnchor = (id: string): string => `t-${escapeText(id.replace(/\s+/g, '-'))}`;
/** As `anchor`, in a link. */
const link = (written: string): string => `#${written}`;

const head = ({ head: entries }: ReportDocument): string =>
  entries.length === 0
    ? ''
    : `<dl class="head">${entries.map(({ name, text }) => `<div><dt>${escapeText(name)}</dt><dd>${escapeText(text)}</dd></div>`).join('')}</dl>`;

function contents({ blocks }: ReportDocument): string {
  const items = blocks.flatMap((each) =>
    each.kind === 'heading'
      ? [`<li class="level-${each.level}"><a href="${link(anchor(each.id))}">${escapeText(each.text)}</a></li>`]
      : [],
  );
  return items.length === 0 ? '' : `<nav aria-label="Contents"><h2>Contents</h2><ol>${items.join('')}</ol></nav>`;
}

function inline(part: Inline): string {
  if (typeof part === 'string') return escapeText(part);
  return 'strong' in part ? `<strong>${escapeText(part.strong)}</strong>` : `<code>${escapeText(part.code)}</code>`;
}

const text = (parts: Text): string => parts.map(inline).join('');

/** @param tables ids of those in the report: to others there is no link */
function block(each: ReportBlock, tables: ReadonlySet<string>): string {
  switch (each.kind) {
    case 'heading':
      return `<h${each.level} id="${anchor(each.id)}">${escapeText(each.text)}</h${each.level}>`;
    case 'paragraph':
      return `<p>${text(each.text)}</p>`;
    case 'list':
      return `<ul>${each.items.map((item) => `<li>${text(item)}</li>`).join('')}</ul>`;
    case 'checklist':
      return `<ul class="checklist">${each.items
        .map(
          ({ done, text: item }) =>
            `<li><span class="box" role="img" aria-label="${done ? 'done' : 'open'}">${done ? '☑' : '☐'}</span> <span>${text(item)}</span></li>`,
        )
        .join('')}</ul>`;
    case 'code':
      return `<pre><code>${escapeText(each.text)}</code></pre>`;
    case 'table':
      return table(each.table);
    case 'not_measured': {
      const command = each.command === null ? '' : ` It is measured by <code>${escapeText(each.command)}</code>`;
      return `<p class="note-box"><strong>Not measured:</strong> ${escapeText(each.what)}${command}</p>`;
    }
    case 'callout':
      return `<section class="callout ${each.tone}"><p class="callout-title">${sign(each.tone)}${escapeText(each.title)}</p><p>${text(each.text)}</p></section>`;
    case 'chart': {
      const { chart } = each;
      const numbers = tables.has(chart.table) ? ` <a href="${link(tableAnchor(chart.table))}">Its numbers as a table</a>` : '';
      return `<figure id="${chartId(chart)}">${drawChart(chart)}<figcaption>${escapeText(chart.title)}${numbers}</figcaption></figure>`;
    }
  }
}

/** Says in grey what the colour says. */
const signs = { good: '✓', warn: '!', bad: '✗', muted: '○' } as const;
const sign = (tone: keyof typeof signs): string => `<span class="sign" aria-hidden="true">${signs[tone]}</span> `;

/** Stands whole on a page. */
const SHORT_ROWS = 16;
/** A cell of so few letters stays on one line: breaking it would save nothing. */
const BRIEF_LETTERS = 18;

function table({ id, title, columns, rows, note }: ReportTable): string {
  const heads = columns.map((column) => `<th scope="col" class="${column.align}">${escapeText(column.title)}</th>`).join('');
  const body = rows.map(
    (row) => `<tr>${row.map((each, index) => cell(each, columns[index]?.align ?? 'left', index === 0)).join('')}</tr>`,
  );
  return [
    `<div class="${rows.length > SHORT_ROWS ? 'table' : 'table short'}" id="${tableAnchor(id)}"><table><caption>${escapeText(title)}</caption>`,
    `<thead><tr>${heads}</tr></thead><tbody>${body.join('\n')}</tbody></table>`,
    note === undefined ? '' : `<p class="note">${text(note)}</p>`,
    '</div>',
  ].join('');
}

function cell({ text: printed, tone }: ReportCell, align: 'left' | 'right', isFirst: boolean): string {
  const content = `${tone === undefined || tone === 'muted' ? '' : sign(tone)}${escapeText(printed)}`;
  const classes = [align, tone, printed.length <= BRIEF_LETTERS ? 'brief' : undefined]
    .filter((name) => name !== undefined)
    .join(' ');
  return isFirst ? `<th scope="row" class="${classes}">${content}</th>` : `<td class="${classes}">${content}</td>`;
}

function signatures({ head: entries }: ReportDocument): string {
  const date = entries.find(({ name }) => /date/i.test(name));
  const field = (name: string): string =>
    `<div class="signature"><p class="role">${name}</p><p class="rule">Name</p><p class="rule">Signature</p><p class="rule">Date</p></div>`;
  const measured = date === undefined ? '' : `<p class="note">${escapeText(date.name)}: ${escapeText(date.text)}</p>`;
  return `<section class="signatures" aria-label="Signatures"><div class="pair">${field('Prepared by')}${field('Approved by')}</div>${measured}</section>`;
}
