/** The tables of a report, in their order. */
import type { ReportDocument, ReportTable } from './document.ts';

export const tablesOf = ({ blocks }: Pick<ReportDocument, 'blocks'>): ReportTable[] =>
  blocks.flatMap((block) => (block.kind === 'table' ? [block.table] : []));
