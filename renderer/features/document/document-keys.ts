/** The keys of the Document screen, once: what they do, and what the keyboard map says of them. */
import type { KeyGroup, KeyLine } from '../../ui/keys.ts';

export const neighbourKeys = { next: 'j', previous: 'k' } as const;

export type PageMove = 'zoom in' | 'zoom out' | 'whole page' | 'left' | 'right' | 'up' | 'down';

const pageMoves: readonly (KeyLine & { readonly move: PageMove })[] = [
  { keys: ['+', '='], does: 'zoom the page in', move: 'zoom in' },
  { keys: ['-'], does: 'zoom the page out', move: 'zoom out' },
  { keys: ['0'], does: 'the whole page', move: 'whole page' },
  { keys: ['ArrowLeft'], does: 'see more of the left', move: 'left' },
  { keys: ['ArrowRight'], does: 'see more of the right', move: 'right' },
  { keys: ['ArrowUp'], does: 'see more of the top', move: 'up' },
  { keys: ['ArrowDown'], does: 'see more of the bottom', move: 'down' },
];

/** Null for a key that moves nothing. */
export const pageMoveOf = (key: string): PageMove | null => pageMoves.find(({ keys }) => keys.includes(key))?.move ?? null;

const wordMoves: readonly (KeyLine & { readonly step: 1 | -1 })[] = [
  { keys: ['ArrowLeft', 'ArrowUp'], does: 'with a word in focus: the word before', step: -1 },
  { keys: ['ArrowRight', 'ArrowDown'], does: 'with a word in focus: the word after', step: 1 },
];

/** How many words on, from a word that has the focus; null for a key that moves nothing. */
export const wordStepOf = (key: string): number | null => wordMoves.find(({ keys }) => keys.includes(key))?.step ?? null;

export const documentKeys: KeyGroup = {
  title: 'Document',
  lines: [
    { keys: [neighbourKeys.next], does: 'the next document' },
    { keys: [neighbourKeys.previous], does: 'the previous document' },
    ...[...pageMoves, ...wordMoves].map(({ keys, does }) => ({ keys, does })),
  ],
};
