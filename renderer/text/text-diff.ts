/**
 * What was read beside what the page truly says, word by word: the longest common subsequence of their words (Hunt and McIlroy,
 * An Algorithm for Differential File Comparison, 1976). Words count as equal after NFKC and in upper case, as in the CER.
 */
export interface DiffPart {
  /** `added`: read but not there. `missing`: there but not read. */
  readonly kind: 'same' | 'added' | 'missing';
  readonly words: readonly string[];
  /** The text that was read has a line end here. */
  readonly lineEnd: boolean;
}

interface Token {
  readonly word: string;
  readonly key: string;
  readonly lineEnd: boolean;
}

/** Above so many comparisons what differs is shown as a whole. */
const MOST_CELLS = 16_000_000;

function tokensOf(text: string): Token[] {
  return text.split('\n').flatMap((line) => {
    const words = line.split(/\s+/).filter((word) => word !== '');
    return words.map((word, at) => ({ word, key: word.normalize('NFKC').toUpperCase(), lineEnd: at === words.length - 1 }));
  });
}

export function diffWords(read: string, truth: string): DiffPart[] {
  const one = tokensOf(read);
  const other = tokensOf(truth);
  let start = 0;
  while (start < one.length && start < other.length && one[start]?.key === other[start]?.key) start++;
  let end = 0;
  const room = Math.min(one.length, other.length) - start;
  while (end < room && one[one.length - 1 - end]?.key === other[other.length - 1 - end]?.key) end++;

  const parts = new Parts();
  for (const token of one.slice(0, start)) parts.add('same', token);
  middle(one.slice(start, one.length - end), other.slice(start, other.length - end), parts);
  for (const token of one.slice(one.length - end)) parts.add('same', token);
  return parts.all;
}

function middle(one: readonly Token[], other: readonly Token[], parts: Parts): void {
  const columns = other.length + 1;
  if (one.length * other.length > MOST_CELLS) {
    for (const token of other) parts.add('missing', token);
    for (const token of one) parts.add('added', token);
    return;
  }
  // The length of the longest common subsequence of what follows each pair of places.
  const lengths = new Uint16Array((one.length + 1) * columns);
  const lengthAt = (row: number, column: number): number => lengths[row * columns + column] ?? 0;
  for (let row = one.length - 1; row >= 0; row--) {
    for (let column = other.length - 1; column >= 0; column--) {
      const equal = one[row]?.key === other[column]?.key;
      lengths[row * columns + column] = equal
        ? lengthAt(row + 1, column + 1) + 1
        : Math.max(lengthAt(row + 1, column), lengthAt(row, column + 1));
    }
  }
  let row = 0;
  let column = 0;
  while (row < one.length || column < other.length) {
    const [mine, theirs] = [one[row], other[column]];
    if (mine !== undefined && mine.key === theirs?.key) {
      parts.add('same', mine);
      row++;
      column++;
    } else if (theirs !== undefined && (mine === undefined || lengthAt(row, column + 1) >= lengthAt(row + 1, column))) {
      parts.add('missing', theirs);
      column++;
    } else if (mine !== undefined) {
      parts.add('added', mine);
      row++;
    }
  }
}

/** Words of one kind in one line are one part. */
class Parts {
  readonly all: { kind: DiffPart['kind']; words: string[]; lineEnd: boolean }[] = [];

  add(kind: DiffPart['kind'], { word, lineEnd }: Token): void {
    const last = this.all.at(-1);
    // The lines are those of what was read; a missing word has none.
    const ends = kind !== 'missing' && lineEnd;
    if (last?.kind === kind && !last.lineEnd) {
      last.words.push(word);
      last.lineEnd = ends;
    } else this.all.push({ kind, words: [word], lineEnd: ends });
  }
}
