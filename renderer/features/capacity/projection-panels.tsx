/** The figure, what it means for each volume, how it adds up, and what makes it less certain. */
import type { Capacity } from '../../../pipeline/analysis/capacity/capacity.ts';
import type { CapacityBasis, CapacityFacts } from '../../../pipeline/contract/capacity.ts';
import { CodeText } from '../../ui/code-text.tsx';
import { CopyTable } from '../../ui/copy-table.tsx';
import { Figures } from '../../ui/figures.tsx';
import { count, percent, seconds } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Table } from '../../ui/table.tsx';
import styles from './capacity-screen.module.css';
import { breakdownColumns, breakdownRows, copiedProjectionColumns, projectionColumns } from './capacity-tables.tsx';
import { headline, intervalText, statusTone, wholeDocuments } from './capacity-words.ts';
import { StatusBadge } from './status-badge.tsx';

export function FigurePanel({ capacity }: { readonly capacity: Capacity }) {
  const { cpu_per_doc: cpu, max_docs_per_day: most, projection } = capacity;
  return (
    <section className={styles.figure} aria-label="The figure">
      <p className={styles.headline} role="status">
        {headline(capacity)}
      </p>
      <Figures
        name="Figures"
        figures={[
          { name: 'CPU s per document', value: seconds(cpu.estimate), hint: intervalText(cpu, seconds) ?? 'no interval' },
          {
            name: 'Break-even, docs a day',
            value: wholeDocuments(most.estimate),
            hint: intervalText(most, wholeDocuments) ?? 'no interval',
          },
          ...projection.map((row) => ({
            name: `Of the budget at ${count(row.docs_per_day)} a day`,
            value: percent(row.share_of_budget),
            hint: <StatusBadge row={row} />,
            tone: statusTone(row),
          })),
        ]}
      />
    </section>
  );
}

export function ProjectionPanel({ capacity }: { readonly capacity: Capacity }) {
  const { projection, inputs } = capacity;
  return (
    <Panel
      title="Projection"
      hint={`CPU-hours of 30 days against ${count(inputs.budget_hours)} a month. “Not firm”: the interval reaches over the budget’s edge, or there is none.`}
      actions={<CopyTable name="the projection" columns={copiedProjectionColumns} rows={projection} />}
    >
      <Table compact name="Projection" columns={projectionColumns} rows={projection} keyOf={(row) => String(row.docs_per_day)} />
    </Panel>
  );
}

interface BreakdownPanelProps {
  readonly capacity: Capacity;
  readonly basis: CapacityBasis;
}

export function BreakdownPanel({ capacity, basis }: BreakdownPanelProps) {
  const rows = breakdownRows(capacity);
  return (
    <Panel
      title="How the figure adds up"
      hint={outsideSentence(basis)}
      actions={<CopyTable name="how the figure adds up" columns={breakdownColumns} rows={rows} />}
    >
      <Table
        compact
        name="How the figure adds up"
        columns={breakdownColumns}
        rows={rows}
        keyOf={(row) => row.part}
        isMarked={(row) => row.isTotal}
      />
    </Panel>
  );
}

/** The report counts stages; what ran outside of them is told, not added. */
function outsideSentence({ outside }: CapacityBasis): string {
  const told = [
    outside.startup_cpu_seconds === null
      ? null
      : `the start-up of a worker process (${seconds(outside.startup_cpu_seconds)} CPU s each)`,
    outside.unattributed_cpu_seconds === null
      ? null
      : `what ran between stages (${seconds(outside.unattributed_cpu_seconds)} CPU s a document)`,
  ].filter((part) => part !== null);
  return told.length === 0 ? 'CPU seconds of the stages.' : `CPU seconds of the stages. Not in it: ${told.join(', and ')}.`;
}

interface CautionsProps {
  readonly cautions: readonly string[];
  readonly warnings: CapacityFacts['warnings'];
}

export function Cautions({ cautions, warnings }: CautionsProps) {
  const all = [...new Set([...cautions, ...warnings.map(({ message }) => message)])];
  if (all.length === 0) return null;
  return (
    <Notice tone="warn">
      {all.length === 1 ? (
        <CodeText sentence={all[0] ?? ''} />
      ) : (
        <ul className={styles.list}>
          {all.map((sentence) => (
            <li key={sentence}>
              <CodeText sentence={sentence} />
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}
