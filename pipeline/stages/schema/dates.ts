/**
 * Which of a document's dates is the one asked for: each gets points for the label beside or above it, for a time on the same
 * row, for standing twice and for being read without repair; dates that other labels claim lose them.
 */
import type { FoundDate } from '../../contract/value-dates.ts';
import { has, type Line, type Reading } from './reading.ts';
import { type Passage, passage } from './rows.ts';
import type { Concept } from './vocabulary.ts';

export interface ChosenDate {
  readonly iso: string;
  readonly raw: string;
  readonly at: Passage;
  readonly confidence: number;
}

/** Labels that claim a date for themselves. */
const datedConcepts = ['date', 'due_date', 'other_date', 'date_of_birth', 'period'] as const satisfies readonly Concept[];
type DatedConcept = (typeof datedConcepts)[number];

const points = { certainty: 2, label: 2.5, labelAbove: 2, otherLabel: -3.5, time: 1, repeat: 0.8, early: 0.3 } as const;
const FEWEST_POINTS = 0.5;
const timeOfDay = /(?<!\d)\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?!\d)| [ap]m\b/i;

interface Candidate {
  readonly line: Line;
  readonly date: FoundDate;
  readonly concept: DatedConcept | null;
  readonly above: boolean;
}

/** The best date for a label; without `labelled` an unlabelled date may do, as on receipts. */
export function chooseDate(reading: Reading, wanted: DatedConcept, labelled: boolean): ChosenDate | null {
  const candidates = reading.lines.flatMap((line) => line.dates.map((date) => candidate(reading, line, date)));
  let best: { candidate: Candidate; score: number } | null = null;
  for (const one of candidates) {
    if (labelled && one.concept !== wanted) continue;
    const score = pointsOf(one, wanted, candidates, reading.lines.length);
    if (score > (best?.score ?? FEWEST_POINTS)) best = { candidate: one, score };
  }
  if (best === null) return null;
  const { line, date } = best.candidate;
  const at = passage(line.row, date.start, date.end);
  const support = 1 - Math.exp(-best.score / 2);
  return { iso: date.iso, raw: date.raw, at, confidence: Math.min(0.99, support * date.certainty * (0.5 + 0.5 * at.confidence)) };
}

function pointsOf(one: Candidate, wanted: DatedConcept, all: readonly Candidate[], lines: number): number {
  const same = all.filter((other) => other.date.iso === one.date.iso).length;
  const label =
    one.concept === wanted ? (one.above ? points.labelAbove : points.label) : one.concept === null ? 0 : points.otherLabel;
  return (
    one.date.certainty * points.certainty +
    label +
    (wanted === 'date' && timeOfDay.test(one.line.row.text.slice(one.date.end)) ? points.time : 0) +
    Math.min(2, same - 1) * points.repeat +
    (one.line.index < lines / 2 ? points.early : 0)
  );
}

/** The label of a date: the last one before it on its row, else the one over it. */
function candidate(reading: Reading, line: Line, date: FoundDate): Candidate {
  const before = line.labels.filter((label) => label.end <= date.start + 1).at(-1);
  const own = before === undefined ? null : conceptOf(before.concepts);
  if (own !== null) return { line, date, concept: own, above: false };
  if (before === undefined || !/^[\s:.\-#]*$/.test(line.row.text.slice(before.end, date.start))) {
    const over = labelOver(reading, line, date);
    if (over !== null) return { line, date, concept: over, above: true };
  }
  // A card's expiry or a birthday may be named after its number: the whole row is then about it.
  const claimed = has(line, 'other_date', 'date_of_birth') && !has(line, 'date');
  return { line, date, concept: claimed ? 'other_date' : null, above: false };
}

const conceptOf = (concepts: readonly Concept[]): DatedConcept | null =>
  datedConcepts.find((concept) => concepts.includes(concept)) ?? null;

function labelOver(reading: Reading, line: Line, date: FoundDate): DatedConcept | null {
  const box = passage(line.row, date.start, date.end).box;
  for (const above of [reading.lines[line.index - 1], reading.lines[line.index - 2]]) {
    if (above === undefined || above.row.page !== line.row.page || line.row.box.y0 - above.row.box.y1 > reading.textHeight * 3)
      break;
    for (const label of above.labels) {
      const concept = conceptOf(label.concepts);
      const over = passage(above.row, label.start, label.end).box;
      // Something right of the label is its value; the date below is then another's.
      const answered = /\d/.test(above.row.text.slice(label.end).split('  ')[0] ?? '');
      if (concept !== null && !answered && Math.min(over.x1, box.x1) > Math.max(over.x0, box.x0)) return concept;
    }
  }
  return null;
}
