/** The columns of the documents, by how far a side moved them. */
import type { CompareMetric, SideName } from '../../../pipeline/contract/comparison.ts';
import { ledgerSeconds, percent } from '../../ui/format.ts';
import type { Column } from '../../ui/table-columns.ts';
import type { DocumentMove } from './document-moves.ts';
import styles from './documents-tab.module.css';
import { metricNames, ratioNumber } from './effect-words.ts';

/** Narrower, and the table scrolls. */
export const MOVES_WIDTH = 820;

type SideKey = 'a' | 'b';

interface MoveColumns {
  readonly side: SideName;
  readonly metric: CompareMetric;
  /** Jobs failed: a column tells where. */
  readonly withFailed: boolean;
  onShow(move: DocumentMove): void;
}

export function moveColumns({ side, metric, withFailed, onShow }: MoveColumns): readonly Column<DocumentMove>[] {
  const nameOf = (key: SideKey): string => (key === 'a' ? 'a' : side);
  const seconds = (key: SideKey): Column<DocumentMove> => {
    const read = (move: DocumentMove) => (key === 'a' ? move.secondsA : move.secondsB);
    return {
      key: `seconds-${key}`,
      title: `${nameOf(key)}, s`,
      hint: `${metricNames[metric]} seconds, mean of warm passes`,
      numeric: true,
      width: '76px',
      value: read,
      text: (move) => ledgerSeconds(read(move)) || '–',
    };
  };
  const cer = (key: SideKey): Column<DocumentMove> => ({
    key: `cer-${key}`,
    title: `CER ${nameOf(key)}`,
    hint: 'Character error rate',
    numeric: true,
    width: '76px',
    value: (move) => move[key].cer,
    text: (move) => percent(move[key].cer),
  });
  const fields = (key: SideKey): Column<DocumentMove> => ({
    key: `fields-${key}`,
    title: `Fields ${nameOf(key)}`,
    hint: 'Right, of those the truth names',
    numeric: true,
    width: '80px',
    value: (move) => move[key].fields_right,
    text: (move) => (move[key].fields_expected === null ? '–' : `${move[key].fields_right ?? 0}/${move[key].fields_expected}`),
  });
  return [
    {
      key: 'file',
      title: 'Document',
      value: ({ file }) => file,
      show: (move, current) => (
        <button
          type="button"
          className={styles.file}
          title={`Show the texts of ${move.file}`}
          tabIndex={current ? 0 : -1}
          onClick={() => onShow(move)}
        >
          <bdi dir="ltr">{move.file}</bdi>
        </button>
      ),
    },
    { key: 'path', title: 'Path', width: '84px', value: ({ a, b }) => b.path ?? a.path },
    seconds('a'),
    seconds('b'),
    {
      key: 'ratio',
      title: 'Ratio',
      hint: 'Of this document alone: its interval is not known, the verdict rests on all of them',
      numeric: true,
      width: '76px',
      value: ({ ratio }) => ratio,
      text: ({ ratio }) => (ratio === null ? '–' : ratioNumber(ratio)),
    },
    cer('a'),
    cer('b'),
    fields('a'),
    fields('b'),
    ...(withFailed ? [failed] : []),
  ];
}

const failed: Column<DocumentMove> = {
  key: 'failed',
  title: 'Failed',
  hint: 'Jobs that failed, on both sides',
  numeric: true,
  width: '68px',
  value: ({ a, b }) => a.failed + b.failed,
};
