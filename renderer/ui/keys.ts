/**
 * Keys as the tables of keys name them: `mod+k` (Ctrl, on a Mac Cmd), `F1`, `?`, `ArrowDown`. The same word binds a key and is
 * printed in the keyboard map. Pure.
 */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** A line of the keyboard map: any one of the keys does it. */
export interface KeyLine {
  readonly keys: readonly string[];
  readonly does: string;
}

export interface KeyGroup {
  readonly title: string;
  readonly lines: readonly KeyLine[];
}

/** Shift is left to the key itself: `?` is another key on every keyboard. */
export function isKey(word: string, press: KeyPress): boolean {
  const isMod = press.ctrlKey || press.metaKey;
  const wantsMod = word.startsWith('mod+');
  const key = wantsMod ? word.slice('mod+'.length) : word;
  return isMod === wantsMod && !press.altKey && press.key.toLowerCase() === key.toLowerCase();
}

/** Types text where text is typed, and does something elsewhere. */
export const isPrinted = (word: string): boolean => [...word].length === 1;

const names: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  PageUp: 'Page Up',
  PageDown: 'Page Down',
  Escape: 'Esc',
  '-': '−',
};

const isOnMac = /Mac/.test(globalThis.navigator?.userAgent ?? '');

/** `mod+k` as `Ctrl+K`, or `⌘K` where that is the custom. */
export function keyName(word: string, isMac = isOnMac): string {
  if (word.startsWith('mod+')) return `${isMac ? '⌘' : 'Ctrl+'}${keyName(word.slice('mod+'.length), isMac)}`;
  return names[word] ?? (isPrinted(word) ? word.toUpperCase() : word);
}
