/** Where the budget ends: the chance of staying within it over documents a day, drawn, in words, and as a table. */
import { useState } from 'react';
import type { Capacity } from '../../../pipeline/analysis/capacity/capacity.ts';
import { BreakEvenChart } from '../../charts/break-even-chart.tsx';
import { CopyTable } from '../../ui/copy-table.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Table } from '../../ui/table.tsx';
import styles from './capacity-screen.module.css';
import { curveColumns } from './capacity-tables.tsx';
import { breakEvenSentence } from './capacity-words.ts';

export function BreakEvenPanel({ capacity }: { readonly capacity: Capacity }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Panel title="Break-even" hint={breakEvenSentence(capacity)}>
      {capacity.curve.length === 0 ? null : (
        <>
          <BreakEvenChart capacity={capacity} />
          <details className={styles.fold} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
            <summary>The curve as a table</summary>
            {isOpen ? (
              <div className={styles.folded}>
                <CopyTable name="the curve" columns={curveColumns} rows={capacity.curve} />
                <Table
                  compact
                  name="Chance of staying within the budget"
                  columns={curveColumns}
                  rows={capacity.curve}
                  keyOf={(row) => String(row.docs_per_day)}
                />
              </div>
            ) : null}
          </details>
        </>
      )}
    </Panel>
  );
}
