/** A report as files, but for the PDF, which a browser prints of the HTML: for CSV one for each table. */
import type { ReportFormat } from '../contract/capacity.ts';
import { toCsv } from './csv.ts';
import type { ReportDocument } from './document.ts';
import type { ReportFacts } from './facts.ts';
import { toHtml } from './html.ts';
import { toJson } from './json.ts';
import { toMarkdown } from './markdown.ts';
import { tablesOf } from './tables.ts';

export type TextFormat = Exclude<ReportFormat, 'pdf'>;

export interface ReportFile {
  readonly name: string;
  readonly content: string;
}

export function reportFiles(document: ReportDocument, facts: ReportFacts, format: TextFormat): ReportFile[] {
  switch (format) {
    case 'md':
      return [{ name: 'report.md', content: toMarkdown(document) }];
    case 'html':
      return [{ name: 'report.html', content: toHtml(document) }];
    case 'json':
      return [{ name: 'report.json', content: toJson(document, facts) }];
    case 'csv':
      return tablesOf(document).map((table) => ({ name: `${table.id}.csv`, content: toCsv(table) }));
  }
}
