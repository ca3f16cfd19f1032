/** Where the difference lies: for each side against side `a` the stages and the whole, drawn and as figures in the same rows. */
import { useMemo, useState } from 'react';
import { verbOf } from '../../../pipeline/analysis/comparison/words.ts';
import type { CompareMetric, Comparison, Contrast } from '../../../pipeline/contract/comparison.ts';
import { type ForestRow, forestDrawing } from '../../charts/forest-drawing.ts';
import { intervalAxis } from '../../charts/interval-axis.ts';
import { IntervalScale } from '../../charts/interval-mark.tsx';
import { SaveChart } from '../../charts/save-chart.tsx';
import { Choice } from '../../ui/choice.tsx';
import { CopyTable } from '../../ui/copy-table.tsx';
import field from '../../ui/field.module.css';
import { ledgerSeconds, plural } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { Cells, Table } from '../../ui/table.tsx';
import { useMedia } from '../../ui/use-media.ts';
import { bandText, changeWithInterval, ratioText, settledBy } from './effect-words.ts';
import { copiedStageColumns, markTone, stageColumns, verdictOf } from './stage-columns.tsx';
import { reasonOf, rowName, type StageRow, sideOf, stageRows } from './stage-rows.ts';
import styles from './stages-tab.module.css';

const metrics = [
  { key: 'cpu', label: 'CPU' },
  { key: 'wall', label: 'Wall' },
] as const;

export function StagesTab({ comparison }: { readonly comparison: Comparison }) {
  const [metric, setMetric] = useState<CompareMetric>(comparison.metric);
  const tables = useMemo(
    () => comparison.contrasts.map((contrast) => ({ contrast, rows: stageRows(comparison, contrast, metric) })),
    [comparison, metric],
  );
  // One axis for all of them: contrasts are compared by eye as well.
  const axis = useMemo(
    () =>
      intervalAxis(
        tables.flatMap(({ rows }) => rows.flatMap(({ effect }) => effect?.ratio ?? [])),
        comparison.materiality,
      ),
    [tables, comparison.materiality],
  );
  return (
    <>
      <div className={field.bar}>
        <Choice name="Measure" options={metrics} chosen={metric} onChoose={setMetric} />
        <span className={styles.faint}>
          A dot is the ratio to side a, its line the 95 % interval; the grey band is the {bandText(comparison.materiality)} that
          do not matter. Hollow dots are controls.
        </span>
      </div>
      {tables.map(({ contrast, rows }) => (
        <ContrastPanel key={contrast.side} comparison={comparison} contrast={contrast} rows={rows} metric={metric} axis={axis} />
      ))}
    </>
  );
}

interface ContrastPanelProps {
  readonly comparison: Comparison;
  readonly contrast: Contrast;
  readonly rows: readonly StageRow[];
  readonly metric: CompareMetric;
  readonly axis: ReturnType<typeof intervalAxis>;
}

function ContrastPanel({ comparison, contrast, rows, metric, axis }: ContrastPanelProps) {
  const { side } = contrast;
  const wide = useMedia('(min-width: 1500px)');
  const columns = stageColumns({ side, metric, materiality: comparison.materiality, axis, wide });
  const effect = contrast[metric];
  const settled = settledBy(effect, comparison.blocks);
  const last = rows.filter(({ kind }) => kind === 'total');
  return (
    <Panel
      title={`Side ${side} against side a`}
      hint={
        effect.ratio === null
          ? 'Nothing was measured on both sides.'
          : `Over all stages side ${side} ${verbOf(metric)} ${changeWithInterval(effect.ratio, metric)}, from ${plural(effect.pairs, 'pass pair')}. ${settled ?? ''}`
      }
      actions={
        <div className={styles.actions}>
          <SaveChart
            title={`Side ${side} against side a, ${metric === 'cpu' ? 'CPU' : 'wall'} seconds by stage`}
            drawing={() =>
              forestDrawing(
                rows.map(forestRow),
                axis,
                comparison.materiality,
                `ratio of ${metric === 'cpu' ? 'CPU' : 'wall'} seconds to side a, with 95 % interval`,
              )
            }
          />
          <CopyTable name={`stages of side ${side}`} columns={copiedStageColumns(side, metric)} rows={rows} />
        </div>
      }
    >
      <Table
        compact
        name={`Stages of side ${side} against side a`}
        columns={columns}
        rows={rows.filter(({ kind }) => kind !== 'total')}
        keyOf={rowName}
        foot={
          <>
            {last.map((row) => (
              <tr key={rowName(row)}>
                <Cells columns={columns} row={row} current={false} />
              </tr>
            ))}
            <tr className={styles.scale}>
              <td colSpan={columns.findIndex(({ key }) => key === 'drawing')}>
                <span className={styles.faint}>ratio to side a</span>
              </td>
              <td>
                <div className={styles.drawing}>
                  <IntervalScale axis={axis} />
                </div>
              </td>
              <td colSpan={columns.length - 1 - columns.findIndex(({ key }) => key === 'drawing')} />
            </tr>
          </>
        }
      />
      <p className={styles.faint}>{coldSentence(comparison, side)}</p>
      <details className={styles.why}>
        <summary>Why each stage has its verdict</summary>
        <dl>
          {rows.map((row) => (
            <div key={rowName(row)}>
              <dt>
                {rowName(row)}: {verdictOf(row)}
              </dt>
              <dd>
                {row.effect?.ratio ? `${changeWithInterval(row.effect.ratio, metric)}. ` : ''}
                {reasonOf(row)} {row.effect === null ? '' : (settledBy(row.effect, comparison.blocks) ?? '')}
              </dd>
            </div>
          ))}
        </dl>
      </details>
    </Panel>
  );
}

const forestRow = (row: StageRow): ForestRow => ({
  label: row.isControl ? `${rowName(row)} (control)` : rowName(row),
  interval: row.effect?.ratio ?? null,
  text: row.effect?.ratio ? ratioText(row.effect.ratio) : 'not judged',
  tone: markTone(row),
  hollow: row.isControl,
});

/** Cold documents are told apart, and never mixed in. */
function coldSentence(comparison: Comparison, side: string): string {
  const told = ['a', side].flatMap((name) => {
    const cold = sideOf(comparison, name)?.cold;
    return cold === undefined || cold.jobs === 0 || cold.cpu_seconds === null
      ? []
      : [`side ${name} ${ledgerSeconds(cold.cpu_seconds)} CPU s over ${plural(cold.jobs, 'document')}`];
  });
  return told.length === 0
    ? 'All figures are of warm documents; no cold document was measured.'
    : `All figures are of warm documents. The first document of each worker process is cold and stands apart: ${told.join(', ')}.`;
}
