/**
 * Fisher's exact test of two shares, two-sided: of all tables with these margins, the probability of those that are no likelier
 * than the one at hand.
 */

/** So many of the one kind, and of the other. */
export interface Split {
  readonly yes: number;
  readonly no: number;
}

/** Tables as likely as the one at hand must not fall out by rounding. */
const ROUNDING = 1e-7;

export function fisherExact(one: Split, other: Split): number {
  const ofOne = one.yes + one.no;
  const ofOther = other.yes + other.no;
  const yes = one.yes + other.yes;
  const logs = logFactorials(ofOne + ofOther);
  const log = (count: number): number => logs[count] ?? 0;
  const margins = log(ofOne) + log(ofOther) + log(yes) + log(ofOne + ofOther - yes) - log(ofOne + ofOther);
  const logProbability = (inOne: number): number =>
    margins - log(inOne) - log(ofOne - inOne) - log(yes - inOne) - log(ofOther - yes + inOne);
  const observed = logProbability(one.yes) + ROUNDING;
  let p = 0;
  for (let inOne = Math.max(0, yes - ofOther); inOne <= Math.min(ofOne, yes); inOne += 1) {
    const each = logProbability(inOne);
    if (each <= observed) p += Math.exp(each);
  }
  return Math.min(1, p);
}

function logFactorials(upTo: number): Float64Array {
  const logs = new Float64Array(upTo + 1);
  for (let count = 2; count <= upTo; count += 1) logs[count] = (logs[count - 1] ?? 0) + Math.log(count);
  return logs;
}
