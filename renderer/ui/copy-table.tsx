/** Two buttons that copy a table: CSV in full precision for a spreadsheet, Markdown as printed for a text. */
import { Copy } from 'lucide-react';
import { Button } from './button.tsx';
import { copyText } from './copy-text.ts';
import { plural } from './format.ts';
import styles from './table.module.css';
import { type Column, toCsv, toMarkdown } from './table-columns.ts';
import { useToast } from './toasts.tsx';

interface CopyTableProps<Row> {
  readonly name: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
}

export function CopyTable<Row>({ name, columns, rows }: CopyTableProps<Row>) {
  const toast = useToast();
  const copy = (form: string, text: string): void =>
    toast({ text: copyText(text) ? `${plural(rows.length, 'row')} copied as ${form}.` : 'The clipboard cannot be written.' });
  return (
    <div className={styles.copy}>
      <Button look="quiet" aria-label={`Copy ${name} as CSV`} onClick={() => copy('CSV', toCsv(columns, rows))}>
        <Copy size={14} aria-hidden /> CSV
      </Button>
      <Button look="quiet" aria-label={`Copy ${name} as Markdown`} onClick={() => copy('Markdown', toMarkdown(columns, rows))}>
        <Copy size={14} aria-hidden /> Markdown
      </Button>
    </div>
  );
}
