import { describe, expect, test } from 'vitest';
import { isKey, isPrinted, keyName } from './keys.ts';

const press = (key: string, held: Partial<{ ctrlKey: boolean; metaKey: boolean; altKey: boolean }> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...held,
});

describe('a key', () => {
  test('with Ctrl or Cmd is another than without', () => {
    expect(isKey('mod+k', press('k', { ctrlKey: true }))).toBe(true);
    expect(isKey('mod+k', press('K', { metaKey: true }))).toBe(true);
    expect(isKey('mod+k', press('k'))).toBe(false);
    expect(isKey('k', press('k', { ctrlKey: true }))).toBe(false);
  });

  test('with Alt is the menu’s', () => expect(isKey('?', press('?', { altKey: true }))).toBe(false));

  test('is printed as the keyboard has it', () => {
    expect(keyName('mod+k', false)).toBe('Ctrl+K');
    expect(keyName('mod+k', true)).toBe('⌘K');
    expect(['ArrowDown', 'F1', '?', 'j', '-'].map((word) => keyName(word, false))).toEqual(['↓', 'F1', '?', 'J', '−']);
  });

  test('types text or does not', () => expect(['?', 'j', 'F1', 'mod+k'].map(isPrinted)).toEqual([true, true, false, false]));
});
