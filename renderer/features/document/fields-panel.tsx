/** The fields that were found, beside their truth. Choosing one shows where it was read. */
import { Crosshair } from 'lucide-react';
import type { JobAccuracy } from '../../../pipeline/contract/accuracy.ts';
import type { TypedDocument } from '../../../pipeline/contract/document.ts';
import { Badge } from '../../ui/badge.tsx';
import { CopyTable } from '../../ui/copy-table.tsx';
import { percent, spaced } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { Table } from '../../ui/table.tsx';
import type { Column } from '../../ui/table-columns.ts';
import { type FieldRow, type FieldStatus, fieldRows } from './field-rows.ts';
import styles from './fields-panel.module.css';
import type { Marked } from './viewer.tsx';

interface FieldsPanelProps {
  readonly document: TypedDocument;
  readonly accuracy: JobAccuracy | null;
  readonly marked: Marked | null;
  /** Null: where the fields were read is not known any more. */
  readonly onMark: ((marked: Marked) => void) | null;
}

const tones = { right: 'good', wrong: 'bad', missing: 'bad', spurious: 'warn' } as const satisfies Record<FieldStatus, string>;
const label = ({ name }: FieldRow): string => name.replaceAll('_', ' ');

/** Copied with the others; on the screen it stands beside the verdict. */
const similarity: Column<FieldRow> = {
  key: 'similarity',
  title: 'Alike',
  hint: 'How alike what was found and the truth are',
  numeric: true,
  value: ({ judged }) => judged?.similarity ?? null,
  text: ({ judged }) => percent(judged?.similarity, 0),
};

function columnsOf(withTruth: boolean, onMark: FieldsPanelProps['onMark']): readonly Column<FieldRow>[] {
  const name: Column<FieldRow> = {
    key: 'field',
    title: 'Field',
    value: label,
    show: (row) =>
      row.field === null || onMark === null ? (
        label(row)
      ) : (
        <button
          type="button"
          className={styles.show}
          title="Show where it was read"
          onClick={() => row.field !== null && onMark({ page: row.field.page, box: row.field.box })}
        >
          {label(row)} <Crosshair size={13} aria-hidden />
        </button>
      ),
  };
  const found: readonly Column<FieldRow>[] = [
    {
      key: 'value',
      title: 'Found',
      value: ({ field }) => field?.value ?? null,
      show: ({ field, required }) =>
        field === null ? (
          <span className={styles.none}>{required ? 'not found, required' : 'not found'}</span>
        ) : (
          <span className={styles.value} title={field.raw === field.value ? undefined : `printed: ${field.raw}`}>
            {field.value}
          </span>
        ),
    },
    {
      key: 'confidence',
      title: 'Conf.',
      hint: 'Confidence',
      numeric: true,
      value: ({ field }) => field?.confidence ?? null,
      text: ({ field }) => percent(field?.confidence, 0),
    },
  ];
  const truth: readonly Column<FieldRow>[] = [
    {
      key: 'truth',
      title: 'Truth',
      value: ({ judged }) => judged?.expected ?? null,
      show: ({ judged }) => <span className={styles.value}>{judged === null ? '–' : judged.expected || '(none)'}</span>,
    },
    {
      key: 'status',
      title: 'Verdict',
      value: ({ judged }) => judged?.status ?? null,
      show: ({ judged }) =>
        judged === null ? (
          '–'
        ) : (
          <span className={styles.verdict}>
            <Badge tone={tones[judged.status]}>{judged.status}</Badge>
            {judged.status === 'wrong' ? (
              <small title="How alike what was found and the truth are">{percent(judged.similarity, 0)}</small>
            ) : null}
          </span>
        ),
    },
  ];
  return withTruth ? [name, ...found, ...truth] : [name, ...found];
}

export function FieldsPanel({ document, accuracy, marked, onMark }: FieldsPanelProps) {
  const rows = fieldRows(document, accuracy);
  const withTruth = accuracy !== null && accuracy.fields.length > 0;
  const columns = columnsOf(withTruth, onMark);
  const article = /^[aeiou]/.test(document.type) ? 'An' : 'A';
  return (
    <Panel
      title="Fields"
      hint={`${article} ${spaced(document.type)}, confidence ${percent(document.type_confidence, 0)}.`}
      actions={
        rows.length === 0 ? undefined : (
          <CopyTable name="fields" columns={withTruth ? [...columns, similarity] : columns} rows={rows} />
        )
      }
    >
      {rows.length === 0 ? (
        <p>No field was found.</p>
      ) : (
        <Table
          name="Fields"
          compact
          columns={columns}
          rows={rows}
          keyOf={({ name }) => name}
          isMarked={({ field }) => field !== null && field.box === marked?.box}
        />
      )}
    </Panel>
  );
}
