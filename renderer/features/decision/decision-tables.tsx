/** The columns of the Decision screen's tables: as drawn, and as copied, where each value has a column. */
import type { BandLimits, Flip } from '../../../pipeline/analysis/decision/decision.ts';
import { limitText } from '../../charts/bands-option.ts';
import { Badge } from '../../ui/badge.tsx';
import type { Column } from '../../ui/table-columns.ts';
import { tornadoName, tornadoValue } from '../capacity/capacity-words.ts';
import styles from './decision-screen.module.css';
import { type RiskRow, riskTones, riskWords } from './decision-words.ts';

const above: Column<BandLimits> = {
  key: 'above',
  title: 'Above',
  hint: 'CPU seconds per document',
  numeric: true,
  value: (row) => row.above,
  text: (row) => limitText(row.above),
};
const upTo: Column<BandLimits> = {
  key: 'up-to',
  title: 'Up to',
  hint: 'CPU seconds per document',
  numeric: true,
  value: (row) => row.up_to,
  text: (row) => (row.up_to === null ? '–' : limitText(row.up_to)),
};

export const bandColumns: readonly Column<BandLimits>[] = [
  {
    key: 'band',
    title: 'CPU s per document',
    value: (row) => row.label,
    show: (row) => <span className={styles.label}>{row.label}</span>,
  },
  above,
  upTo,
  {
    key: 'volume',
    title: 'Carries',
    hint: 'Documents a day that the row of § 6 promises',
    numeric: true,
    value: (row) => row.volume,
  },
];

export interface FlipRow extends Flip {
  readonly label: string;
}

export const flipColumns: readonly Column<FlipRow>[] = [
  { key: 'input', title: 'Input', value: ({ input }) => tornadoName(input) },
  {
    key: 'value',
    title: 'Becomes',
    numeric: true,
    value: ({ value }) => value,
    text: ({ input, value }) => tornadoValue(input, value),
  },
  { key: 'label', title: 'Then it reads', value: ({ label }) => label },
];

const risk: Column<RiskRow> = { key: 'risk', title: 'Risk', value: (row) => row.title };
const state: Column<RiskRow> = {
  key: 'state',
  title: 'Finding',
  value: (row) => riskWords[row.verdict],
  show: (row) => <Badge tone={riskTones[row.verdict]}>{riskWords[row.verdict]}</Badge>,
};
const found: Column<RiskRow> = { key: 'found', title: 'What was found', value: (row) => row.sentence };
const text = (key: 'here' | 'reference' | 'test' | 'threshold', title: string): Column<RiskRow> => ({
  key,
  title,
  value: (row) => row[key],
});

export const riskColumns: readonly Column<RiskRow>[] = [
  risk,
  state,
  found,
  text('here', 'Here'),
  text('reference', 'Baseline'),
  {
    key: 'test',
    title: 'Test and threshold',
    value: (row) => row.test,
    show: (row) =>
      row.test === null ? (
        '–'
      ) : (
        <span className={styles.test}>
          {row.test}
          <small>{row.threshold}</small>
        </span>
      ),
  },
];

export const copiedRiskColumns: readonly Column<RiskRow>[] = [
  risk,
  { ...state, text: (row) => riskWords[row.verdict] },
  found,
  text('here', 'Here'),
  text('reference', 'Baseline'),
  { key: 'p', title: 'p after Holm', numeric: true, value: (row) => row.p },
  text('test', 'Test'),
  text('threshold', 'Threshold'),
];
