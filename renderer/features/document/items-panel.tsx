/** The line items of the document, and the sums it states about itself. */
import type { LineItem, TypedDocument } from '../../../pipeline/contract/document.ts';
import { CopyTable } from '../../ui/copy-table.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Table } from '../../ui/table.tsx';
import type { Column } from '../../ui/table-columns.ts';
import styles from './items-panel.module.css';

const columns: readonly Column<LineItem & { readonly at: number }>[] = [
  { key: 'description', title: 'Description', value: ({ description }) => description },
  { key: 'quantity', title: 'Quantity', numeric: true, value: ({ quantity }) => quantity },
  { key: 'price', title: 'Unit price', numeric: true, value: ({ unit_price }) => unit_price },
  { key: 'amount', title: 'Amount', numeric: true, value: ({ amount }) => amount },
];

export function ItemsPanel({ document: { line_items, checks, missing } }: { readonly document: TypedDocument }) {
  if (line_items.length === 0 && checks.length === 0 && missing.length === 0) return null;
  const rows = line_items.map((item, at) => ({ ...item, at }));
  return (
    <Panel
      title="Items and checks"
      actions={rows.length === 0 ? undefined : <CopyTable name="items" columns={columns} rows={rows} />}
    >
      {checks.length === 0 && missing.length === 0 ? null : (
        <ul className={styles.checks}>
          {checks.map(({ name, passed, actual, expected }) => (
            <li key={name}>
              <span className={passed ? styles.good : styles.bad} role="img" aria-label={passed ? 'holds' : 'does not hold'}>
                {passed ? '✓' : '✗'}
              </span>
              {name.replaceAll('_', ' ')}: {actual} {passed ? '' : `instead of ${expected}`}
            </li>
          ))}
          {missing.length === 0 ? null : (
            <li>
              <span className={styles.bad} role="img" aria-label="missing">
                ✗
              </span>
              not found: {missing.map((name) => name.replaceAll('_', ' ')).join(', ')}
            </li>
          )}
        </ul>
      )}
      {rows.length === 0 ? null : <Table name="Line items" columns={columns} rows={rows} keyOf={({ at }) => String(at)} />}
    </Panel>
  );
}
