/** What quality scoring measured, and the score made of it. */
import type { Quality } from '../../../pipeline/contract/quality.ts';
import { CopyTable } from '../../ui/copy-table.tsx';
import { count, plural, ratio } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { Table } from '../../ui/table.tsx';
import type { Column } from '../../ui/table-columns.ts';
import styles from './quality-panel.module.css';

interface Part {
  readonly name: string;
  readonly value: number;
}
interface Measured {
  readonly name: string;
  readonly value: number | null;
  readonly unit: string;
}

const partColumns: readonly Column<Part>[] = [
  { key: 'part', title: 'Part of the score', value: ({ name }) => name },
  {
    key: 'value',
    title: '0 to 1',
    numeric: true,
    value: ({ value }) => value,
    show: ({ name, value }) => (
      <span className={styles.part}>
        <meter aria-label={name} value={value} />
        <span>{ratio(value)}</span>
      </span>
    ),
  },
];
const measuredColumns: readonly Column<Measured>[] = [
  { key: 'name', title: 'Measured', value: ({ name }) => name },
  {
    key: 'value',
    title: 'Value',
    numeric: true,
    value: ({ value }) => value,
    text: ({ value, unit }) => (value === null ? '–' : `${Number(value.toFixed(2))} ${unit}`),
  },
];

const copiedColumns: readonly Column<Measured>[] = [
  ...measuredColumns,
  { key: 'unit', title: 'Unit', value: ({ unit }) => unit },
];
const scoreRow = ({ name, value }: Part): Measured => ({ name, value, unit: 'of 1, part of the score' });

export function QualityPanel({ quality }: { readonly quality: Quality }) {
  const { score, parts, measured, width, height, pages } = quality;
  const values: readonly Measured[] = [
    { name: 'edges of letters', value: measured.edge_gradient, unit: 'grey levels per pixel' },
    { name: 'ink to paper', value: measured.contrast_levels, unit: 'grey levels' },
    { name: 'noise', value: measured.noise_levels, unit: 'grey levels' },
    { name: 'height of small letters', value: measured.x_height_pixels, unit: 'px' },
    { name: 'turned clockwise', value: measured.skew_degrees, unit: '°' },
    { name: 'resolution in the file', value: measured.dots_per_inch, unit: 'dpi' },
  ];
  const scored = Object.entries(parts).map(([name, value]) => ({ name, value }));
  return (
    <Panel
      title="Quality"
      hint={`Score ${ratio(score)}; ${count(width)} × ${count(height)} pixels, ${plural(pages, 'page')}.${textLayerHint(quality.text_layer)}`}
      actions={<CopyTable name="quality" columns={copiedColumns} rows={[...scored.map(scoreRow), ...values]} />}
    >
      <Table name="Parts of the quality score" columns={partColumns} rows={scored} keyOf={({ name }) => name} />
      <Table name="Measured values" columns={measuredColumns} rows={values} keyOf={({ name }) => name} />
    </Panel>
  );
}

/** Images have none, and it needs no word. */
function textLayerHint(textLayer: boolean | null): string {
  if (textLayer === null) return '';
  return textLayer ? ' The PDF carries text of its own, which OCR did not use.' : ' The PDF carries no text of its own.';
}
