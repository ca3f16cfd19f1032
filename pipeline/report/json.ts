/** The report as JSON, in the published form. */
import type { PolicyDecision } from '../analysis/decision/decision.ts';
import { REPORT_FORMAT, type ReportFile } from '../contract/report-file.ts';
import type { ReportDocument, ReportTable } from './document.ts';
import type { ReportFacts } from './facts.ts';
import { tablesOf } from './tables.ts';

export function toJson(document: ReportDocument, { date, version, capacity, criteria, decision }: ReportFacts): string {
  const file: ReportFile = {
    format: REPORT_FORMAT,
    title: document.title,
    date,
    version,
    of: capacity.of,
    criteria: { hash: decision.criteria.hash, criteria },
    decision: { published: verdictOf(decision.published), derived: verdictOf(decision.derived) },
    tables: tablesOf(document).map(tableOf),
    not_measured: document.blocks.flatMap((block) =>
      block.kind === 'not_measured' ? [{ what: block.what, command: block.command }] : [],
    ),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

const verdictOf = ({ verdict, firm, headline, cpu_per_doc, max_docs_per_day }: PolicyDecision) => ({
  verdict,
  firm,
  headline,
  cpu_per_doc,
  max_docs_per_day,
});

const tableOf = ({ id, title, columns, rows }: ReportTable) => ({
  id,
  title,
  columns: columns.map((column) => ({ key: column.key, title: column.title })),
  rows: rows.map((row) => Object.fromEntries(columns.map(({ key }, index) => [key, row[index]?.value ?? null]))),
});
