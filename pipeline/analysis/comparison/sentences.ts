/** The sentence that a person reads first: what side x costs against side a, how sure that is, and what takes from it. */

import type { Control, Effect, SideInvariant, Verdict } from '../../contract/comparison.ts';
import { plural } from '../../contract/plural.ts';
import type { Completeness } from './completeness.ts';
import { differingKeys } from './movable-stages.ts';
import type { ComparisonSamples, SideSample } from './samples.ts';
import {
  change,
  changePerDocument,
  counted,
  listed,
  nounOf,
  percent,
  range,
  rangeOfChange,
  sideInWords,
  verbOf,
} from './words.ts';

export interface Found {
  readonly x: SideSample;
  readonly a: SideSample;
  /** By the comparison's metric. */
  readonly effect: Effect;
  readonly broken: readonly SideInvariant[];
  readonly moved: readonly Control[];
  /** Where all controls together moved. */
  readonly together: { readonly stages: readonly string[]; readonly effect: Effect } | null;
  readonly completeness: Completeness;
  readonly terms: Pick<ComparisonSamples, 'materiality' | 'design'>;
}

export interface Pronounced {
  readonly verdict: Verdict;
  readonly sentence: string;
}

/** What comes first outweighs what follows: a plan cut short, a broken invariant, a machine that moved, then the figures. */
export function pronounce(found: Found): Pronounced {
  const { x, effect, broken, moved, together, completeness, terms } = found;
  const { done, planned, complete } = completeness;
  if (!complete) {
    return {
      verdict: 'cannot_tell',
      sentence: `Can't tell: stopped after ${done} of ${plural(planned, 'pass', 'passes')}. ${observation(found, 'So far ')}`,
    };
  }
  if (broken.length > 0) {
    const what = broken.map((invariant) => `${invariantNames[invariant.name]} (${invariant.sentence})`).join('; ');
    return {
      verdict: 'inadmissible',
      sentence: `Inadmissible, whatever it saves: ${sideInWords(x)} breaks an invariant: ${what}.`,
    };
  }
  if (moved.length > 0 || together !== null) {
    return {
      verdict: 'unproven',
      sentence: `Unproven: the machine moved ${movement(found)} ${observation(found, 'For what it is worth, ')}`,
    };
  }
  const moves = effect.verdict === 'faster' || effect.verdict === 'slower';
  if (moves && terms.design === 'interleaved' && differingKeys(x.settings, found.a.settings).length === 0) {
    return {
      verdict: 'unproven',
      sentence: `Unproven: the machine moved; nothing differs between the sides. ${observation(found, 'For what it is worth, ')}`,
    };
  }
  return { verdict: effect.verdict, sentence: effectSentence(found) };
}

const invariantNames = {
  ocr_on_every_job: 'OCR on every document',
  required_fields: 'required fields',
  text: 'text',
  error_rate: 'error rate',
  no_gpu: 'no graphics processor',
} as const satisfies Record<SideInvariant['name'], string>;

/** In which stages, before by how much. */
function movement({ x, moved, together, effect: { metric } }: Found): string {
  const stages = moved.length > 0 ? moved.map(({ stage }) => stage) : (together?.stages ?? []);
  const effects = moved.length > 0 ? moved.map(({ effect }) => effect) : together === null ? [] : [together.effect];
  const changes = effects.map(({ ratio }) => (ratio === null ? 'not measurable' : change(ratio.estimate)));
  const [only] = moved;
  const alone = moved.length === 0 && stages.length > 1 ? 'together ' : '';
  const floor = only !== undefined && moved.length === 1 ? `; noise floor ${percent(only.noise_floor)}` : '';
  return `in ${listed(stages)}, which this change cannot move (${alone}${listed(changes)} ${nounOf(metric)} on side ${x.name}${floor}).`;
}

function effectSentence(found: Found): string {
  const { x, a, effect, terms } = found;
  const { ratio, metric, verdict, reason, more_blocks } = effect;
  if (ratio === null) return `Can't tell: ${reason}`;
  if (effect.p === null) return `Can't tell: one pass on each side is never a verdict. ${observation(found, 'Observed once: ')}`;
  const sides = { mine: sideInWords(x), theirs: sideInWords(a) };
  const how = `(95 %), ${counted(effect.pairs, 'pass pair')}`;
  switch (verdict) {
    case 'faster':
    case 'slower': {
      const carried = spansOne(effect.bootstrap) ? ' A few documents carry it: with other documents it may not hold.' : '';
      return `${sides.mine} ${changePerDocument(ratio.estimate, metric, sides.theirs)}: ${range(ratio)} ${how}.${carried}`;
    }
    case 'equivalent':
      return `${sides.mine} ${verbOf(metric)} as much ${nounOf(metric)} per document as ${sides.theirs}, within ±${percent(terms.materiality)}: ${rangeOfChange(ratio)} ${how}.`;
    case 'cannot_tell': {
      const said = `${sides.mine} ${verbOf(metric)} ${rangeOfChange(ratio)} ${nounOf(metric)} per document than ${sides.theirs} ${how}`;
      const because = spansOne(ratio) ? '' : ` ${reason}`;
      return `Can't tell: ${said}${settledBy(more_blocks)}.${because}`;
    }
  }
}

const spansOne = (bounds: Effect['bootstrap']): boolean => bounds !== null && bounds.low <= 1 && bounds.high >= 1;

const settledBy = (moreBlocks: number | null): string =>
  moreBlocks === null ? '' : `; about ${counted(moreBlocks, 'more block')} would settle it`;

/** The plain figures of what is no verdict; '' where there are none. */
function observation({ x, a, effect: { ratio, metric, pairs } }: Found, opening: string): string {
  if (ratio === null) return '';
  const said = `${opening}${x.name} ${changePerDocument(ratio.estimate, metric, a.name)}`;
  return pairs < 2 ? `${said}.` : `${said}: ${range(ratio)} (95 %), ${counted(pairs, 'pass pair')}.`;
}
