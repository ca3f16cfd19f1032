/** Step 6: the matrix with the measured row marked, both verdicts, why, what to do, by which criteria, and what remains a risk. */
import type { BandLimits, Decision, PolicyDecision, ResidualRisk } from '../../analysis/decision/decision.ts';
import { given, whole } from '../../analysis/decision/words.ts';
import type { ReportBlock, ReportCell } from '../document.ts';
import type { ReportFacts } from '../facts.ts';
import {
  cell,
  chapter,
  code,
  list,
  marked,
  missing,
  paragraph,
  seconds,
  section,
  sentence,
  spread,
  strong,
  table,
  words,
} from '../parts.ts';

export function goNoGo({ decision }: ReportFacts): ReportBlock[] {
  const followed = decision[decision.by];
  return [
    chapter('STEP 6: GO/NO-GO', 'step-6'),
    section('Decision Matrix', '6-matrix'),
    matrix(decision),
    ...bandChart(followed),
    section('Decision', '6-decision'),
    verdicts(decision),
    paragraph(...marked(decision.difference)),
    ...named('Reasons', followed.reasons),
    ...named('What to do', followed.actions),
    section('Criteria', '6-criteria'),
    paragraph(...marked(decision.criteria.sentence), ' Hash: ', code(decision.criteria.hash)),
    section('Residual Risk Acceptance', '6-risks'),
    risks(decision.risks),
  ];
}

function matrix({ published, derived }: Decision): ReportBlock {
  const limits = ({ above, up_to }: BandLimits): string =>
    up_to === null ? `> ${given(above)} s` : above === 0 ? `≤ ${given(up_to)} s` : `> ${given(above)} to ${given(up_to)} s`;
  const mark = (policy: PolicyDecision, { band }: BandLimits): ReportCell =>
    policy.band === band ? cell(true, policy.firm ? 'measured here' : 'measured here, not firm', tone(policy)) : cell(false, '');
  return table({
    id: '6-matrix',
    title: 'The bands of both policies',
    columns: [
      words('published', 'CPU-sec/doc, published'),
      words('published_here', ''),
      words('derived', 'CPU-sec/doc, derived'),
      words('derived_here', ''),
      words('volume', 'Volume supported'),
      words('decision', 'Decision'),
    ],
    rows: published.bands.map((band, index) => {
      const other = derived.bands[index] ?? band;
      return [
        cell(limits(band)),
        mark(published, band),
        cell(limits(other)),
        mark(derived, other),
        cell(band.volume),
        cell(band.label),
      ];
    }),
    note: [
      'Published: the report’s § 6 as printed, closed so that no value falls between. Derived: the same volumes, by its § 4.1 from the budget.',
    ],
  });
}

const tone = ({ verdict, firm }: PolicyDecision): NonNullable<ReportCell['tone']> =>
  verdict === 'GO' ? (firm ? 'good' : 'warn') : verdict === 'NO-GO' ? 'bad' : verdict === 'ADJUST' ? 'warn' : 'muted';

function bandChart({ policy, cpu_per_doc, bands, headline }: PolicyDecision): ReportBlock[] {
  if (cpu_per_doc === null) return [];
  return [
    {
      kind: 'chart',
      chart: {
        id: 'bands',
        title: `CPU seconds of a document on the bands of the ${policy} policy`,
        alternative: `${spread(cpu_per_doc, seconds)} CPU seconds: ${headline}.`,
        table: '6-matrix',
        drawing: { kind: 'bands', ...cpu_per_doc, bands: bands.map(({ label, up_to }) => ({ label, up_to })) },
      },
    },
  ];
}

function verdicts({ published, derived, by }: Decision): ReportBlock {
  return table({
    id: '6-decision',
    title: 'The verdict under both policies',
    columns: [
      words('policy', 'Policy'),
      words('verdict', 'Verdict'),
      words('firm', 'Firm'),
      words('cpu_seconds_per_doc', 'CPU-sec/doc'),
      words('docs_per_day', 'Documents a day within the budget'),
    ],
    rows: [published, derived].map((each) => [
      cell(each.policy, `${each.policy}${each.policy === by ? ' (followed)' : ''}`),
      cell(each.verdict, each.headline, tone(each)),
      cell(each.firm, each.firm ? 'yes' : 'no'),
      each.cpu_per_doc === null ? missing : cell(each.cpu_per_doc.estimate, spread(each.cpu_per_doc, seconds)),
      each.max_docs_per_day === null ? missing : cell(each.max_docs_per_day.estimate, spread(each.max_docs_per_day, whole)),
    ]),
  });
}

const named = (title: string, sentences: readonly string[]): ReportBlock[] =>
  sentences.length === 0 ? [] : [paragraph(strong(`${title}:`)), list(sentences)];

const riskWords: Readonly<Record<ResidualRisk['verdict'], readonly [text: string, tone: NonNullable<ReportCell['tone']>]>> = {
  steady: ['steady', 'good'],
  drifted: ['moved', 'bad'],
  cannot_tell: ['can’t tell', 'warn'],
  not_measured: ['not measured', 'muted'],
};

const risks = (risksFound: readonly ResidualRisk[]): ReportBlock =>
  table({
    id: '6-residual-risks',
    title: 'Residual risks, measured against the baseline',
    columns: [words('risk', 'Risk'), words('state', 'State'), words('measured', 'Measured')],
    rows: risksFound.map(({ title, sentence: found, verdict }) => {
      const [text, look] = riskWords[verdict];
      return [cell(title), cell(verdict, text, look), sentence(found)];
    }),
  });
