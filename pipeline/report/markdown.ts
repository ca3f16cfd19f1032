/**
 * The report as Markdown (GitHub's flavour). A chart is its sentence, which names the table with its numbers; whatever a person
 * named is escaped.
 */
import type { BlockContent, List, PhrasingContent, Root, Table, TableCell } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown as write } from 'mdast-util-to-markdown';
import type { Inline, ReportBlock, ReportCell, ReportDocument, ReportTable, Text } from './document.ts';
import { tablesOf } from './tables.ts';

const text = (value: string): PhrasingContent => ({ type: 'text', value });
const paragraph = (children: PhrasingContent[]): BlockContent => ({ type: 'paragraph', children });
const inline = (part: Inline): PhrasingContent => {
  if (typeof part === 'string') return text(part);
  return 'strong' in part ? { type: 'strong', children: [text(part.strong)] } : { type: 'inlineCode', value: part.code };
};
const phrase = (parts: Text): PhrasingContent[] => parts.map(inline);

/** Says what colour says elsewhere. */
const signs = { good: '✅ ', warn: '⚠️ ', bad: '❌ ', muted: '' } as const;

export function toMarkdown(document: ReportDocument): string {
  const titles = new Map(tablesOf(document).map(({ id, title }) => [id, title]));
  const root: Root = {
    type: 'root',
    children: [
      { type: 'heading', depth: 1, children: [text(document.title)] },
      ...(document.head.length === 0 ? [] : [headOf(document)]),
      ...document.blocks.flatMap((block) => blockOf(block, titles)),
    ],
  };
  return write(root, { bullet: '-', extensions: [gfmToMarkdown()] });
}

const headOf = ({ head }: ReportDocument): List => ({
  type: 'list',
  ordered: false,
  spread: false,
  children: head.map((entry) => ({
    type: 'listItem',
    spread: false,
    children: [paragraph([{ type: 'strong', children: [text(`${entry.name}:`)] }, text(` ${entry.text}`)])],
  })),
});

/** @param titles of the tables, by their ids */
function blockOf(block: ReportBlock, titles: ReadonlyMap<string, string>): Root['children'] {
  switch (block.kind) {
    case 'heading':
      return [{ type: 'heading', depth: block.level, children: [text(block.text)] }];
    case 'paragraph':
      return [paragraph(phrase(block.text))];
    case 'list':
      return [listOf(block.items.map((item) => ({ text: item, checked: null })))];
    case 'checklist':
      return [listOf(block.items.map(({ done, text: item }) => ({ text: item, checked: done })))];
    case 'code':
      return [{ type: 'code', lang: block.language, value: block.text }];
    case 'table':
      return tableOf(block.table);
    case 'not_measured':
      return [
        {
          type: 'blockquote',
          children: [
            paragraph([
              { type: 'strong', children: [text('Not measured:')] },
              text(` ${block.what}`),
              ...(block.command === null
                ? []
                : [text(' It is measured by '), { type: 'inlineCode' as const, value: block.command }]),
            ]),
          ],
        },
      ];
    case 'callout':
      return [
        {
          type: 'blockquote',
          children: [
            paragraph([{ type: 'strong', children: [text(`${signs[block.tone]}${block.title}`)] }]),
            paragraph(phrase(block.text)),
          ],
        },
      ];
    case 'chart': {
      const numbers = titles.get(block.chart.table);
      const where = numbers === undefined ? '' : ` Its numbers: “${numbers}”.`;
      return [paragraph([{ type: 'emphasis', children: [text(`${block.chart.title}. ${block.chart.alternative}${where}`)] }])];
    }
  }
}

const listOf = (items: readonly { readonly text: Text; readonly checked: boolean | null }[]): List => ({
  type: 'list',
  ordered: false,
  spread: false,
  children: items.map((item) => ({
    type: 'listItem',
    spread: false,
    checked: item.checked,
    children: [paragraph(phrase(item.text))],
  })),
});

function tableOf({ title, columns, rows, note }: ReportTable): Root['children'] {
  const row = (children: TableCell[]): Table['children'][number] => ({ type: 'tableRow', children });
  const ofText = (value: string): TableCell => ({ type: 'tableCell', children: value === '' ? [] : [text(value)] });
  const ofCell = ({ text: printed, tone }: ReportCell): TableCell => ofText(`${tone === undefined ? '' : signs[tone]}${printed}`);
  return [
    paragraph([{ type: 'strong', children: [text(title)] }]),
    {
      type: 'table',
      align: columns.map(({ align }) => align),
      children: [row(columns.map((column) => ofText(column.title))), ...rows.map((cells) => row(cells.map(ofCell)))],
    },
    ...(note === undefined ? [] : [paragraph(phrase(note))]),
  ];
}
