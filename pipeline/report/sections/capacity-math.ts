/** Step 4: cost of a document, the month at each volume, the break-even, and what the answer hangs on. */
import type { Capacity, TornadoBar, TornadoInput } from '../../analysis/capacity/capacity.ts';
import { within } from '../../analysis/capacity/project.ts';
import { asPrintedDocsPerDay } from '../../analysis/decision/as-printed.ts';
import { figure, given, whole } from '../../analysis/decision/words.ts';
import type { ReportBlock, ReportCell } from '../document.ts';
import type { ReportFacts } from '../facts.ts';
import {
  cell,
  chapter,
  code,
  count,
  empty,
  interval,
  intervalColumns,
  list,
  measured,
  missing,
  notMeasured,
  numbers,
  paragraph,
  percent,
  seconds,
  section,
  spread,
  strong,
  table,
  words,
} from '../parts.ts';

/** CPU seconds a document in the report's § 4.3. */
const PRINTED_EXAMPLES = [1.5, 1, 0.7];

export function capacityMath(facts: ReportFacts): ReportBlock[] {
  const { capacity, cannot_tell } = facts.decision;
  const head = [chapter('STEP 4: Capacity Math', 'step-4'), section('4.1 Calculation', '4-1'), costs(facts)];
  if (capacity === null)
    return [
      ...head,
      notMeasured(`${cannot_tell ?? 'A cost per document.'}`, 'rbench run --sample mixed --count 50'),
      section('4.2 Budget Projection', '4-2'),
      projectionTable(facts, null),
      section('4.3 Break-Even Analysis', '4-3'),
      asPrinted(facts),
    ];
  return [
    ...head,
    paragraph(
      code('CPU-hours/month = (CPU-sec/doc) × (docs/day) × 30 / 3600'),
      '. ',
      strong(`CPU-sec/doc = ${spread(capacity.cpu_per_doc, seconds)}.`),
    ),
    breakdown(capacity),
    ...(capacity.cautions.length === 0 ? [] : [list(capacity.cautions)]),
    section('4.2 Budget Projection', '4-2'),
    projectionTable(facts, capacity),
    section('4.3 Break-Even Analysis', '4-3'),
    ...breakEven(facts, capacity),
    asPrinted(facts),
    section('4.4 What It Hangs On', '4-4'),
    ...sensitivity(facts, capacity),
  ];
}

function costs({ capacity: { basis } }: ReportFacts): ReportBlock {
  const row = (name: string, cpu: number | null, jobs: number): ReportCell[] => [
    cell(name),
    cell(jobs, count(jobs)),
    measured(cpu, seconds),
  ];
  return table({
    id: '4-1-cost',
    title: 'CPU-sec/doc as measured',
    columns: [words('part', 'Part'), numbers('jobs', 'Jobs'), numbers('cpu_seconds', 'CPU s')],
    rows: [
      row('fast path, warm', basis.paths.fast.cpu_seconds, basis.paths.fast.warm_jobs),
      row('standard path, warm', basis.paths.standard.cpu_seconds, basis.paths.standard.warm_jobs),
      row('cold start, on top', basis.cold.surcharge, basis.cold.jobs),
      row('failed work, for each delivered document', basis.failed.cpu_seconds, basis.failed.jobs),
      row('outside of the figure: start of a worker process', basis.outside.startup_cpu_seconds, basis.cold.jobs),
    ],
  });
}

function breakdown({ breakdown: parts, inputs }: Capacity): ReportBlock {
  const fast = percent(inputs.fast_share, 0);
  const standard = percent(1 - inputs.fast_share, 0);
  const rows: [string, number, string][] = [
    [
      `warm documents: ${fast} fast, ${standard} standard`,
      parts.warm,
      inputs.size_factor === 1 ? '' : `size × ${given(inputs.size_factor)}`,
    ],
    [
      'cold starts',
      parts.cold,
      `${percent(parts.cold_share)} of the documents${inputs.cold_share === null ? ', as in this measurement' : ''}`,
    ],
    ['failed work', parts.failed, ''],
    ['total', parts.total, ''],
    ['on the production node', parts.total * parts.node_factor, `× ${given(parts.node_factor)}`],
  ];
  return table({
    id: '4-1-sum',
    title: 'How CPU-sec/doc adds up',
    columns: [words('part', 'Part'), numbers('cpu_seconds', 'CPU s'), words('how', '')],
    rows: rows.map(([part, value, how]) => [cell(part), cell(value, seconds(value)), how === '' ? empty : cell(how)]),
  });
}

function projectionTable({ criteria }: ReportFacts, capacity: Capacity | null): ReportBlock {
  const rows =
    capacity === null
      ? criteria.inputs.volumes.map((volume) => [cell(volume, whole(volume)), ...Array<ReportCell>(6).fill(missing)])
      : capacity.projection.map((row) => {
          const words = row.status === 'within' ? 'Under budget' : 'Over budget';
          return [
            cell(row.docs_per_day, whole(row.docs_per_day)),
            cell(row.cpu_seconds_per_doc.estimate, seconds(row.cpu_seconds_per_doc.estimate)),
            ...interval(row.cpu_hours_per_month, figure),
            measured(row.probability_within, (value) => percent(value, 0)),
            cell(
              row.status,
              `${words}, ${percent(row.share_of_budget, 0)} of it${row.firm ? '' : '; not firm'}`,
              row.status === 'over' ? 'bad' : row.firm ? 'good' : 'warn',
            ),
          ];
        });
  return table({
    id: '4-2-budget-projection',
    title: `A month of 30 days on a budget of ${given(criteria.inputs.budget_hours)} CPU-hours`,
    columns: [
      numbers('docs_per_day', 'Daily Volume'),
      numbers('cpu_seconds_per_doc', 'CPU-sec/doc'),
      ...intervalColumns('cpu_hours_month', 'Monthly CPU-hours'),
      numbers('probability_within', 'P(within)'),
      words('status', 'Budget Status'),
    ],
    rows,
    note: ['Intervals: bootstrap over documents and passes, 95 %.'],
  });
}

function breakEven({ criteria }: ReportFacts, { max_docs_per_day, curve }: Capacity): ReportBlock[] {
  const { budget_hours, volumes } = criteria.inputs;
  const text = paragraph(
    strong(`${spread(max_docs_per_day, whole)} documents a day`),
    ` use up ${given(budget_hours)} CPU-hours a month: `,
    code('budget × 3600 / (CPU-sec/doc × 30)'),
    '.',
  );
  if (curve.length === 0) return [text, paragraph('The sample is too small for a probability.')];
  return [
    text,
    {
      kind: 'chart',
      chart: {
        id: 'break-even',
        title: `Probability of staying within ${given(budget_hours)} CPU-hours a month`,
        alternative: `The budget holds surely below ${whole(max_docs_per_day.low ?? max_docs_per_day.estimate)} documents a day, and surely no more above ${whole(max_docs_per_day.high ?? max_docs_per_day.estimate)}.`,
        table: '4-3-break-even',
        drawing: { kind: 'break_even', points: curve, break_even: max_docs_per_day, volumes },
      },
    },
    table({
      id: '4-3-break-even',
      title: 'Break-even volume',
      columns: [numbers('probability_within', 'P(within budget)'), numbers('docs_per_day', 'Up to documents a day')],
      rows: [0.99, 0.95, 0.9, 0.5, 0.1, 0.05, 0.01].map((probability) => {
        const largest = curve.findLast((point) => point.probability_within >= probability)?.docs_per_day;
        return [cell(probability, percent(probability, 0)), measured(largest, whole)];
      }),
    }),
  ];
}

function asPrinted({ criteria, decision }: ReportFacts): ReportBlock {
  const budget = criteria.inputs.budget_hours;
  const measuredCost = decision.capacity?.cpu_per_doc.estimate;
  const values = [...PRINTED_EXAMPLES, ...(measuredCost === undefined ? [] : [measuredCost])];
  return table({
    id: '4-3-as-printed',
    title: 'The report’s § 4.3 as printed, and by its own § 4.1',
    columns: [
      numbers('cpu_seconds_per_doc', 'CPU-sec/doc'),
      numbers('docs_per_day_as_printed', 'As printed, a day'),
      numbers('docs_per_day', 'By § 4.1, a day'),
      words('which', ''),
    ],
    rows: values.map((value, index) => {
      const printed = asPrintedDocsPerDay(budget, value);
      const derived = Math.floor(within(budget, value));
      return [
        cell(value, index < PRINTED_EXAMPLES.length ? given(value) : seconds(value)),
        cell(printed, whole(printed), 'muted'),
        cell(derived, whole(derived)),
        cell(index < PRINTED_EXAMPLES.length ? 'example of § 4.3' : 'measured'),
      ];
    }),
    note: [
      'As printed, documents a day are called documents a month and divided by 30 again. Nothing is projected by that column.',
    ],
  });
}

const inputNames: Readonly<Record<TornadoInput, string>> = {
  fast_share: 'Share of documents on the fast path',
  cold_share: 'Cold-start frequency',
  size_factor: 'Document size',
  node_factor: 'Production node factor',
  sampling: 'Sampling error',
};

const inputText = (input: TornadoInput, value: number): string =>
  input === 'fast_share' || input === 'cold_share' ? percent(value, 0) : `× ${given(value)}`;

const endLabel = (bar: TornadoBar, end: 0 | 1): string =>
  bar.input === 'sampling' ? (end === 0 ? 'low end' : 'high end') : inputText(bar.input, bar.ends[end].value);

function sensitivity({ decision, criteria }: ReportFacts, { tornado, cpu_per_doc }: Capacity): ReportBlock[] {
  const [first] = tornado;
  if (first === undefined) return [];
  const { flips, bands } = decision[decision.by];
  const flipText = (input: TornadoInput): ReportCell => {
    if (input === 'sampling') return empty;
    const own = flips.filter((flip) => flip.input === input);
    if (own.length === 0) return cell(null, 'none in range', 'muted');
    const text = own
      .map(({ value, to }) => `${inputText(input, value)}: ${bands.find(({ band }) => band === to)?.label ?? to}`)
      .join('; ');
    return cell(text);
  };
  return [
    {
      kind: 'chart',
      chart: {
        id: 'sensitivity',
        title: 'CPU seconds of a document from end to end of each input',
        alternative: `${inputNames[first.input]} moves it most: from ${seconds(first.ends[0].cpu_seconds_per_doc)} to ${seconds(first.ends[1].cpu_seconds_per_doc)} CPU seconds.`,
        table: '4-4-sensitivity',
        drawing: {
          kind: 'tornado',
          now: cpu_per_doc.estimate,
          bars: tornado.map((bar) => ({
            label: inputNames[bar.input],
            ends: [
              { label: endLabel(bar, 0), value: bar.ends[0].cpu_seconds_per_doc },
              { label: endLabel(bar, 1), value: bar.ends[1].cpu_seconds_per_doc },
            ],
          })),
          limits: bands.flatMap(({ label, up_to }) => (up_to === null ? [] : [{ label, value: up_to }])),
        },
      },
    },
    table({
      id: '4-4-sensitivity',
      title: `What moves CPU-sec/doc, and where the verdict changes (${criteria.policy} policy)`,
      columns: [
        words('input', 'Input'),
        words('now', 'Now'),
        words('from', 'From'),
        numbers('cpu_seconds_from', 'CPU s'),
        words('to', 'To'),
        numbers('cpu_seconds_to', 'CPU s'),
        words('verdict_changes_at', 'Verdict changes at'),
      ],
      rows: tornado.map((bar) => [
        cell(inputNames[bar.input]),
        bar.now === null ? empty : cell(bar.now, inputText(bar.input, bar.now)),
        bar.input === 'sampling' ? empty : cell(bar.ends[0].value, endLabel(bar, 0)),
        cell(bar.ends[0].cpu_seconds_per_doc, seconds(bar.ends[0].cpu_seconds_per_doc)),
        bar.input === 'sampling' ? empty : cell(bar.ends[1].value, endLabel(bar, 1)),
        cell(bar.ends[1].cpu_seconds_per_doc, seconds(bar.ends[1].cpu_seconds_per_doc)),
        flipText(bar.input),
      ]),
    }),
  ];
}
