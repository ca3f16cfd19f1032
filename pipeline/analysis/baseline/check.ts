/**
 * Documents as they are read now against the same documents as a baseline has them: text, fields, required fields, failures.
 *
 * A check holds without doubt where no document got worse. Where some did, the interval of the change over documents decides:
 * broken when all of it lies on the wrong side. With too few documents for an interval it is not judged, and then nothing else
 * makes the run one that is no worse. Pure, no clock and no seconds.
 */
import type { BaselineCheck, BaselineDocument, BaselineResult } from '../../contract/baseline.ts';
import { FEWEST_DOCUMENTS, inPoints, type PairedShare, type Share, shareChange } from '../comparison/share-change.ts';
import { counted } from '../comparison/words.ts';
import { ERROR_RATE_LIMIT } from '../invariants.ts';

interface Pair {
  readonly before: BaselineDocument;
  readonly after: BaselineDocument;
}

/** Documents with this much in common are one and the same. */
export const documentKey = ({ sha256, etag, file }: Pick<BaselineDocument, 'sha256' | 'etag' | 'file'>): string =>
  sha256 ?? etag ?? `unreadable ${file}`;

/** Any number would do; the same one gives the same interval each time. */
const SEED = 1;
const MOST_NAMED = 10;

export function checkAgainstBaseline(before: readonly BaselineDocument[], after: readonly BaselineDocument[]): BaselineResult {
  const known = new Map(before.map((document) => [documentKey(document), document]));
  const pairs = after.flatMap((document): Pair[] => {
    const earlier = known.get(documentKey(document));
    return earlier === undefined ? [] : [{ before: earlier, after: document }];
  });
  const judged = [
    judge('text', 'character error rate', pairs, wrongCharacters),
    judge('fields', 'fields read wrong or not at all', pairs, wrongFields),
    judge('required_fields', 'documents that lack a required field', pairs, lacking),
    { check: failures(pairs), isOpen: false },
  ];
  return { verdict: verdictOf(judged), checks: judged.map(({ check }) => check), worse: worseDocuments(pairs) };
}

interface Judged {
  readonly check: BaselineCheck;
  /** Some document got worse, and there are too few to say what that means. */
  readonly isOpen: boolean;
}

function verdictOf(judged: readonly Judged[]): BaselineResult['verdict'] {
  const checks = judged.map(({ check }) => check);
  if (checks.some(({ holds }) => holds === false)) return 'worse';
  if (judged.some(({ isOpen }) => isOpen)) return 'cannot_tell';
  // Truth may be missing for text or for fields; where neither could be judged, nothing is known of how well it was read.
  const accuracy = checks.filter(({ name }) => name === 'text' || name === 'fields');
  return accuracy.every(({ holds }) => holds === null) ? 'cannot_tell' : 'no_worse';
}

type ShareOf = (document: BaselineDocument) => Share | null;

const wrongCharacters: ShareOf = ({ text }) => text && { part: text.edits, whole: text.characters };
const wrongFields: ShareOf = ({ fields }) => fields && { part: fields.expected - fields.right, whole: fields.expected };
const lacking: ShareOf = ({ state, lacks_required_field }) =>
  state === 'failed' ? null : { part: lacks_required_field ? 1 : 0, whole: 1 };

function judge(name: BaselineCheck['name'], what: string, pairs: readonly Pair[], shareOf: ShareOf): Judged {
  const judged = (holds: boolean | null, found: string, isOpen = false): Judged => ({
    check: { name, holds, sentence: `${what}: ${found}` },
    isOpen,
  });
  const shares = pairs.flatMap((pair): PairedShare[] => {
    const before = shareOf(pair.before);
    const after = shareOf(pair.after);
    return before === null || after === null ? [] : [{ before, after }];
  });
  if (shares.length === 0) return judged(null, 'not judged, no document tells of it on both sides');
  const worse = shares.filter(({ before, after }) => after.part > before.part).length;
  if (worse === 0) return judged(true, `no worse on any of ${counted(shares.length, 'document')}`);
  const change = shareChange(shares, SEED);
  const onHow = `worse on ${worse} of ${counted(shares.length, 'document')}`;
  if (change === null) return judged(null, `${onHow}; ${FEWEST_DOCUMENTS} documents are the fewest that can be judged`, true);
  return judged(change.low <= 0, `${inPoints(change)} against the baseline, ${onHow}`);
}

/** A few may fail, as many as the report allows; more than before is worse only above that. */
function failures(pairs: readonly Pair[]): BaselineCheck {
  const failed = (side: keyof Pair): number => pairs.filter((pair) => pair[side].state === 'failed').length;
  const [before, after] = [failed('before'), failed('after')];
  return {
    name: 'failures',
    holds: pairs.length === 0 ? null : after <= before || after / pairs.length <= ERROR_RATE_LIMIT,
    sentence: `failed documents: ${after} of ${pairs.length}, ${before} in the baseline (limit ${ERROR_RATE_LIMIT * 100} %)`,
  };
}

function worseDocuments(pairs: readonly Pair[]): BaselineResult['worse'] {
  return pairs
    .flatMap(({ before, after }) => {
      const found = [
        after.state === 'failed' && before.state !== 'failed' ? { by: 1, what: `failed (${after.error ?? 'unknown'})` } : null,
        grown(wrongCharacters, before, after, 'wrong characters'),
        grown(wrongFields, before, after, 'wrong fields'),
        after.lacks_required_field && !before.lacks_required_field ? { by: 0, what: 'a required field is gone' } : null,
      ].filter((each) => each !== null);
      const by = found.reduce((sum, each) => sum + each.by, 0);
      return found.length === 0 ? [] : [{ by, file: after.file, sentence: found.map(({ what }) => what).join(', ') }];
    })
    .toSorted((one, other) => other.by - one.by)
    .slice(0, MOST_NAMED)
    .map(({ file, sentence }) => ({ file, sentence }));
}

function grown(shareOf: ShareOf, before: BaselineDocument, after: BaselineDocument, what: string) {
  const [earlier, later] = [shareOf(before), shareOf(after)];
  if (earlier === null || later === null || later.part <= earlier.part) return null;
  return { by: (later.part - earlier.part) / Math.max(1, later.whole), what: `${earlier.part} → ${later.part} ${what}` };
}
