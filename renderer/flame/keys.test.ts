import { expect, test } from 'vitest';
import { commandOf, flameKeys } from './keys.ts';

const press = (key: string) => ({ key, ctrlKey: false, metaKey: false, altKey: false });

test('each key that the map lists is the chart’s', () => {
  for (const key of flameKeys.lines.flatMap(({ keys }) => keys)) expect(commandOf(press(key)), key).not.toBeNull();
});

test('what lies on two keys of a line is one thing in two directions, or one thing', () => {
  for (const { keys } of flameKeys.lines) {
    expect(new Set(keys.map((key) => commandOf(press(key))?.kind)).size, keys.join()).toBe(1);
  }
});
