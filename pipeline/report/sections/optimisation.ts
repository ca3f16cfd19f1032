/** Step 5: the ways to spend less, with what each was measured to save, and the invariants that none may break. */

import type { RunAccuracy } from '../../contract/accuracy.ts';
import type { AdjustOption } from '../../contract/capacity.ts';
import { type Preset, presets } from '../../contract/presets.ts';
import type { ReportBlock, ReportCell } from '../document.ts';
import type { ReportFacts } from '../facts.ts';
import {
  cell,
  chapter,
  count,
  marked,
  measured,
  missing,
  notMeasured,
  numbers,
  percent,
  plural,
  section,
  sentence,
  table,
  words,
} from '../parts.ts';

/** The report's own columns, by preset. */
const judged: Readonly<Record<string, readonly [risk: string, required: string]>> = {
  threads: ['Low', 'MEASURE FIRST'],
  'skip-enhancement': ['Low', 'Already implemented (GUARD-001)'],
  'pre-resize': ['Medium', 'Maybe'],
  'light-model': ['High', 'Post-launch only'],
  batch: ['Medium', 'Post-launch only'],
};

export function optimisation({ capacity, decision, accuracy }: ReportFacts): ReportBlock[] {
  const open = capacity.options.filter(({ preset, comparison }) => preset !== null && comparison === null);
  return [
    chapter('STEP 5: Optimization Strategy', 'step-5'),
    section('5.1 Optimization Options', '5-1'),
    table({
      id: '5-1-options',
      title: 'Optimizations: expected and measured savings of CPU',
      columns: [
        words('optimization', 'Optimization'),
        words('expected', 'Expected'),
        numbers('measured_saving', 'Measured'),
        words('finding', 'Finding'),
        words('risk', 'Risk'),
        words('required', 'Required For Launch'),
      ],
      rows: [
        ...presets.map((preset) => presetRow(preset, capacity.options)),
        ...capacity.options.filter(({ preset }) => preset === null).map(ownRow),
      ],
    }),
    ...(open.length === 0
      ? []
      : [notMeasured(`What ${plural(open.length, 'optimization')} would save here.`, 'rbench compare --preset NAME')]),
    section('5.2 PRD Invariants', '5-2'),
    {
      kind: 'checklist',
      items: decision.invariants.map(({ holds, sentence: found }) => ({
        done: holds === true,
        text: marked(holds === null ? `Not to be judged: ${found}` : found),
      })),
    },
    ...quality(accuracy),
  ];
}

const saving = ({ ratio }: AdjustOption): ReportCell =>
  ratio === null
    ? missing
    : cell(
        1 - ratio.estimate,
        `${percent(1 - ratio.estimate)} (${percent(1 - ratio.high)} to ${percent(1 - ratio.low)})`,
        ratio.high < 1 ? 'good' : ratio.low > 1 ? 'bad' : undefined,
      );

function presetRow({ name, title, expected }: Preset, options: readonly AdjustOption[]): ReportCell[] {
  const found = options.find(({ preset }) => preset === name);
  const [risk = '', required = ''] = judged[name] ?? [];
  return [
    cell(title),
    cell(`${percent(expected.low, 0)}–${percent(expected.high, 0)}`.replace(' %–', '–')),
    found === undefined ? missing : saving(found),
    found === undefined ? missing : found.comparison === null ? cell(null, found.command, 'muted') : sentence(found.sentence),
    cell(risk),
    cell(required),
  ];
}

const ownRow = (option: AdjustOption): ReportCell[] => [
  cell(option.title),
  cell(null),
  saving(option),
  sentence(option.sentence),
  cell(null),
  cell(null),
];

function quality(accuracy: RunAccuracy | null): ReportBlock[] {
  if (accuracy === null)
    return [notMeasured('How well the documents were read: none has its true text beside it.', 'rbench run --sample mixed')];
  return [
    table({
      id: '5-2-quality',
      title: 'How well the documents were read',
      columns: [words('figure', 'Figure'), numbers('value', 'Measured')],
      rows: [
        [cell('jobs with a known truth'), cell(accuracy.documents, count(accuracy.documents))],
        [cell('character error rate'), measured(accuracy.cer, percent)],
        [cell('character error rate without spaces'), measured(accuracy.cer_without_spaces, percent)],
        [cell('word error rate'), measured(accuracy.wer, percent)],
        [cell('fields, F1'), measured(accuracy.field_f1, percent)],
      ],
    }),
    table({
      id: '5-2-fields',
      title: 'Fields that were right',
      columns: [words('field', 'Field'), numbers('right', 'Right'), numbers('of', 'Of'), numbers('share', 'Share')],
      rows: Object.entries(accuracy.fields).map(([name, { right, of }]) => [
        cell(name),
        cell(right, count(right)),
        cell(of, count(of)),
        measured(of === 0 ? null : right / of, (share) => percent(share, 0)),
      ]),
    }),
  ];
}
