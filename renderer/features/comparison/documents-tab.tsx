/** What the difference looks like document by document: its distribution, who moved most, and what became of the text. */
import { useMemo, useState } from 'react';
import type { CompareMetric, Comparison, SideName } from '../../../pipeline/contract/comparison.ts';
import { mostDotsOf, type RatioStripRow } from '../../charts/ratio-dots.ts';
import { RatioStrip } from '../../charts/ratio-strip.tsx';
import { Choice } from '../../ui/choice.tsx';
import { CopyTable } from '../../ui/copy-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import field from '../../ui/field.module.css';
import { count, percent, plural } from '../../ui/format.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { hrefOf } from '../../ui/route.ts';
import { Table } from '../../ui/table.tsx';
import { type Column, type Sort, sortRows } from '../../ui/table-columns.ts';
import { VirtualTable } from '../../ui/virtual-table.tsx';
import { type DocumentMove, documentMoves, type RatioSpread, spreadOfRatios } from './document-moves.ts';
import { DocumentTexts } from './document-texts.tsx';
import styles from './documents-tab.module.css';
import { bandText, ratioNumber } from './effect-words.ts';
import { MOVES_WIDTH, moveColumns } from './move-columns.tsx';

const metrics = [
  { key: 'cpu', label: 'CPU' },
  { key: 'wall', label: 'Wall' },
] as const;

interface SpreadRow extends RatioSpread {
  readonly side: SideName;
}

const figure = (key: 'p10' | 'median' | 'p90', title: string, hint: string): Column<SpreadRow> => ({
  key,
  title,
  hint,
  numeric: true,
  value: (row) => row[key],
  text: (row) => ratioNumber(row[key]),
});
const share = (key: 'less' | 'alike' | 'more', title: string, hint: string): Column<SpreadRow> => ({
  key,
  title,
  hint,
  numeric: true,
  value: (row) => row[key],
  text: (row) => percent(row[key], 0),
});
const spreadColumns: readonly Column<SpreadRow>[] = [
  { key: 'side', title: 'Side', value: ({ side }) => side },
  { key: 'documents', title: 'n', hint: 'Documents with a ratio', numeric: true, value: (row) => row.documents },
  figure('p10', 'p10', 'One of ten documents has a lower ratio'),
  figure('median', 'Median', 'Half of the documents have a lower ratio'),
  figure('p90', 'p90', 'Nine of ten documents have a lower ratio'),
  share('less', 'Less', 'Documents below the band of what does not matter'),
  share('alike', 'Alike', 'Documents within it'),
  share('more', 'More', 'Documents above it'),
];

export function DocumentsTab({ comparison }: { readonly comparison: Comparison }) {
  const [metric, setMetric] = useState<CompareMetric>(comparison.metric);
  const others = useMemo(() => comparison.contrasts.map((contrast) => contrast.side), [comparison]);
  const [side, setSide] = useState<SideName>(others[0] ?? 'b');
  const [chosen, setChosen] = useState<number | null>(null);
  const moves = useMemo(
    () => others.map((name) => ({ side: name, moves: documentMoves(comparison, name, metric) })),
    [comparison, metric, others],
  );
  const strips = useMemo(
    (): RatioStripRow[] =>
      moves.map((row) => ({
        label: row.side,
        points: row.moves.flatMap(({ place, file, ratio }) => (ratio === null ? [] : [{ place, name: file, ratio }])),
      })),
    [moves],
  );
  const spreads = moves.flatMap((row): SpreadRow[] => {
    const spread = spreadOfRatios(row.moves, comparison.materiality);
    return spread === null ? [] : [{ side: row.side, ...spread }];
  });
  const document = chosen === null ? undefined : comparison.documents[chosen];
  if (comparison.documents.length === 0)
    return (
      <Empty
        title="No document was read on every side"
        action={<LinkButton href={hrefOf({ screen: 'compare' })}>Set up a comparison</LinkButton>}
      >
        Here will stand each document's ratio to side a. That takes a document which succeeded on all sides: compare runs over the
        same documents.
      </Empty>
    );
  return (
    <>
      <div className={field.bar}>
        <Choice name="Measure" options={metrics} chosen={metric} onChoose={setMetric} />
        {others.length > 1 ? (
          <Choice
            name="Side in the table"
            options={others.map((name) => ({ key: name, label: `${name} against a` }))}
            chosen={side}
            onChoose={setSide}
          />
        ) : null}
      </div>
      <Panel
        title="Ratio of each document to side a"
        hint={`A dot is a document${thinned(strips)}, the bar the median of all; the grey band is the ${bandText(comparison.materiality)} that do not matter. Beyond the axis it is a triangle.`}
        actions={<CopyTable name="distribution" columns={spreadColumns} rows={spreads} />}
      >
        <div className={styles.beside}>
          <RatioStrip rows={strips} materiality={comparison.materiality} metric={metric} onPick={setChosen} />
          <Table compact name="Distribution of the ratios" columns={spreadColumns} rows={spreads} keyOf={(row) => row.side} />
        </div>
      </Panel>
      <Moves
        key={`${side} ${metric}`}
        side={side}
        metric={metric}
        moves={moves.find((row) => row.side === side)?.moves ?? []}
        chosen={chosen}
        onChoose={setChosen}
      />
      {document === undefined ? (
        <p className={styles.hint}>Choose a document to see what each side read of it.</p>
      ) : (
        <DocumentTexts key={chosen} comparison={comparison} document={document} side={side} onClose={() => setChosen(null)} />
      )}
    </>
  );
}

/** Whoever counts dots must know that they are not all. */
function thinned(strips: readonly RatioStripRow[]): string {
  const most = mostDotsOf(strips.length);
  const documents = strips.reduce((largest, { points }) => Math.max(largest, points.length), 0);
  return documents > most ? `, ${count(most)} of ${count(documents)} drawn, evenly by rank` : '';
}

interface MovesProps {
  readonly side: SideName;
  readonly metric: CompareMetric;
  readonly moves: readonly DocumentMove[];
  readonly chosen: number | null;
  onChoose(place: number): void;
}

const ROW = 37;
const MOST_ROWS = 10;

function Moves({ side, metric, moves, chosen, onChoose }: MovesProps) {
  const [sort, setSort] = useState<Sort | null>(null);
  const withFailed = moves.some(({ a, b }) => a.failed + b.failed > 0);
  const columns = useMemo(
    () => moveColumns({ side, metric, withFailed, onShow: ({ place }) => onChoose(place) }),
    [side, metric, withFailed, onChoose],
  );
  const rows = useMemo(() => sortRows(moves, columns, sort), [moves, columns, sort]);
  return (
    <Panel
      title="Documents that moved most"
      hint={`Side ${side} against side a, ${plural(moves.length, 'document')}; ${sort === null ? 'farthest from 1 first' : 'in the order chosen'}.`}
      actions={<CopyTable name="documents" columns={columns} rows={rows} />}
    >
      <div className={styles.table} style={{ height: (Math.min(moves.length, MOST_ROWS) + 1) * ROW + 18 }}>
        <VirtualTable
          name="Documents that moved most"
          columns={columns}
          rows={rows}
          keyOf={({ place }) => count(place)}
          sort={sort}
          onSort={setSort}
          onOpen={({ place }) => onChoose(place)}
          isMarked={({ place }) => place === chosen}
          minWidth={MOVES_WIDTH}
        />
      </div>
    </Panel>
  );
}
