/**
 * A decision in the terminal: both policies, why they differ, reasons, what to do, residual risks, criteria.
 */
import type { Decision, DecisionVerdict, PolicyDecision } from '../analysis/decision/decision.ts';
import type { CapacityFacts } from '../contract/capacity.ts';
import { alarm, caution, faint, heading, oneLine, print, table } from './output.ts';
import { cpu, inputNames, inputText, interval, whole } from './print-capacity.ts';

const left = { align: 'left' } as const;
const plain = (text: string): string => text;
const tone: Readonly<Record<DecisionVerdict, (text: string) => string>> = {
  GO: plain,
  ADJUST: caution,
  'NO-GO': alarm,
  'CANNOT-TELL': caution,
};
const invariantSigns = new Map<boolean | null, string>([
  [true, '✓'],
  [false, '✗'],
  [null, '?'],
]);

export function printDecision(facts: CapacityFacts, decision: Decision): void {
  print(heading(`Decision by ${oneLine(facts.title)}`));
  const followed = decision[decision.by];
  print(
    table(
      [
        { title: 'policy', ...left },
        { title: 'verdict', ...left },
        { title: 'CPU s per document' },
        { title: 'documents a day' },
        { title: 'bands, CPU s', ...left },
      ],
      [decision.published, decision.derived].map((each) => [
        each.policy,
        tone[each.verdict](each.headline),
        each.cpu_per_doc === null ? '–' : interval(each.cpu_per_doc, cpu),
        each.max_docs_per_day === null ? '–' : interval(each.max_docs_per_day, whole),
        bandsOf(each),
      ]),
    ),
  );
  print(decision.difference);
  const printed = decision.published.max_docs_per_day_as_printed;
  if (printed !== null) print(faint(`As printed in § 4.3, which divides by 30 twice: ${whole(printed)} documents a day.`));

  printList('Reasons', followed.reasons);
  printList('What to do', followed.actions);
  if (followed.flips.length > 0) {
    print(heading(`What would change the verdict (${decision.by})`));
    for (const { input, value, to } of followed.flips)
      print(`  ${inputNames[input]} ${inputText(input, value)}: ${followed.bands.find(({ band }) => band === to)?.label ?? to}`);
  }
  print(heading('Invariants'));
  for (const { holds, sentence } of decision.invariants) print(`  ${invariantSigns.get(holds)} ${sentence}`);
  print(heading('Residual risks'));
  for (const { title, sentence, verdict } of decision.risks)
    print(`  ${title}: ${verdict === 'drifted' ? caution(sentence) : sentence}`);
  print(heading('Criteria'));
  print(`  ${decision.criteria.sentence} ${faint(`[${decision.criteria.hash.slice(0, 12)}]`)}`);
  for (const sentence of decision.capacity?.cautions ?? []) print(`${caution('note')} ${sentence}`);
  for (const { code, message } of facts.warnings) print(`${caution('warning')} ${message} ${faint(`[${code}]`)}`);
}

const bandsOf = ({ bands }: PolicyDecision): string =>
  bands.map(({ label, up_to }) => (up_to === null ? `else ${label}` : `≤ ${Number(up_to.toPrecision(3))} ${label}`)).join(', ');

function printList(title: string, sentences: readonly string[]): void {
  if (sentences.length === 0) return;
  print(heading(title));
  for (const sentence of sentences) print(`  ${sentence}`);
}
