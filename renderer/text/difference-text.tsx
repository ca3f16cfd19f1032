/**
 * Two texts as one: what is missing in the first is crossed out, what it adds is underlined. So they are told apart without
 * colour too, and are `del` and `ins` to a screen reader.
 */
import styles from './difference-text.module.css';
import type { DiffPart } from './text-diff.ts';

export const missingStyle = styles.missing ?? '';
export const addedStyle = styles.added ?? '';

export function DifferenceText({ parts }: { readonly parts: readonly DiffPart[] }) {
  return parts.map(({ kind, words, lineEnd }, at) => {
    const content = words.join(' ');
    const after = lineEnd ? '\n' : ' ';
    // biome-ignore-start lint/suspicious/noArrayIndexKey: the parts of a text have no names, and the text does not change.
    if (kind === 'same') return <span key={at}>{`${content}${after}`}</span>;
    return kind === 'missing' ? (
      <span key={at}>
        <del className={styles.missing}>{content}</del>
        {after}
      </span>
    ) : (
      <span key={at}>
        <ins className={styles.added}>{content}</ins>
        {after}
      </span>
    );
    // biome-ignore-end lint/suspicious/noArrayIndexKey: as above
  });
}
