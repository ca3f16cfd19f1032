/** How well the documents were read, and each field of them. */
import { fieldNames } from '../../../pipeline/contract/document.ts';
import type { RunSummary } from '../../../pipeline/contract/run.ts';
import { CopyTable } from '../../ui/copy-table.tsx';
import { Figures } from '../../ui/figures.tsx';
import { percent, plural, ratio } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { Table } from '../../ui/table.tsx';
import type { Column } from '../../ui/table-columns.ts';
import { accuracyOf } from '../runs/run-figures.ts';
import styles from './accuracy-panel.module.css';

interface FieldRow {
  readonly field: string;
  readonly right: number;
  readonly of: number;
}

const columns: readonly Column<FieldRow>[] = [
  { key: 'field', title: 'Field', value: ({ field }) => field, text: ({ field }) => field.replaceAll('_', ' ') },
  { key: 'right', title: 'Right', numeric: true, value: ({ right }) => right },
  { key: 'of', title: 'Expected', numeric: true, value: ({ of }) => of },
  {
    key: 'share',
    title: 'Share',
    numeric: true,
    value: ({ right, of }) => right / of,
    show: ({ right, of }) => (
      <span className={styles.share}>
        <meter aria-label="share that is right" value={right} max={of} />
        <span>{percent(right / of, 0)}</span>
      </span>
    ),
    text: ({ right, of }) => percent(right / of, 0),
  },
];

export function AccuracyPanel({ summary }: { readonly summary: RunSummary }) {
  const accuracy = accuracyOf(summary);
  if (accuracy === null) {
    return (
      <Panel title="Accuracy">
        <p>
          Not measured: no document that succeeded has truth. Put <code>name.txt</code> (its text) and <code>name.json</code> (its
          fields) beside <code>name.jpg</code>.
        </p>
      </Panel>
    );
  }
  const rows = fieldNames.flatMap((field) => {
    const counts = accuracy.fields[field];
    return counts === undefined ? [] : [{ field, ...counts }];
  });
  return (
    <Panel
      title="Accuracy"
      hint={`Of ${plural(accuracy.documents, 'document')} with truth; all edits over all characters, not a mean of documents.`}
      actions={rows.length === 0 ? undefined : <CopyTable name="fields" columns={columns} rows={rows} />}
    >
      <Figures
        name="Accuracy"
        figures={[
          { name: 'CER', value: percent(accuracy.cer), hint: `without spaces ${percent(accuracy.cer_without_spaces)}` },
          { name: 'WER', value: percent(accuracy.wer), hint: 'words with an error' },
          { name: 'Left out', value: percent(accuracy.omitted), hint: 'in rows not found at all' },
          { name: 'Misread', value: percent(accuracy.misread), hint: 'in the other rows' },
          { name: 'Field F1', value: ratio(accuracy.field_f1), hint: 'of precision and recall' },
          { name: 'Precision', value: ratio(accuracy.field_precision), hint: 'found values that are right' },
          { name: 'Recall', value: ratio(accuracy.field_recall), hint: 'true values that were found' },
        ]}
      />
      {rows.length === 0 ? null : (
        <div className={styles.tables}>
          {halves(rows).map((half, index) => (
            <Table
              key={half[0]?.field}
              name={index === 0 ? 'Fields' : 'More fields'}
              columns={columns}
              rows={half}
              keyOf={({ field }) => field}
            />
          ))}
        </div>
      )}
    </Panel>
  );
}

/** Many fields stand in two columns. */
const halves = (rows: readonly FieldRow[]): (readonly FieldRow[])[] => {
  if (rows.length <= 8) return [rows];
  const half = Math.ceil(rows.length / 2);
  return [rows.slice(0, half), rows.slice(half)];
};
