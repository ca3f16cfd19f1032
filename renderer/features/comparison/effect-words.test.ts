import { expect, test } from 'vitest';
import { bandText, changeWithInterval, leadOf, ratioText, secondsText, settledBy } from './effect-words.ts';

const interval = (estimate: number, low: number, high: number) => ({ estimate, low, high });

test('a ratio stands with its interval, and says where it has none', () => {
  expect(ratioText(interval(0.8151, 0.797, 0.834))).toBe('0.815 (0.797 to 0.834)');
  expect(ratioText(interval(0.8151, 0.8151, 0.8151))).toBe('0.815 (one pass, no interval)');
  expect(ratioText(interval(12.345, 11, 14))).toBe('12.3 (11.0 to 14.0)');
  expect(ratioText(null)).toBe('–');
  expect(secondsText(interval(0.0412, 0.04, 0.05))).toBe('0.0412 (0.0400 to 0.0500)');
});

test('a change in words holds both ends of its interval, and says which way they lie', () => {
  expect(changeWithInterval(interval(0.815, 0.797, 0.834), 'cpu')).toBe('18.5 % less CPU (95 %: 16.6 to 20.3 % less)');
  expect(changeWithInterval(interval(1.002, 0.99, 1.014), 'wall')).toBe(
    '0.2 % more time (95 %: between 1.0 % less and 1.4 % more)',
  );
  expect(changeWithInterval(interval(0.9, 0.9, 0.9), 'cpu')).toBe('10.0 % less CPU (one pass pair, no interval)');
});

test('the band of what does not matter is printed as it was chosen, and as the verdict prints it', () => {
  expect([0.02, 0.025, 0.004, 0.001].map(bandText)).toEqual(['±2 %', '±2.5 %', '±0.4 %', '±0.1 %']);
});

test('what would settle it is said only where it is open and known', () => {
  expect(settledBy({ verdict: 'cannot_tell', more_blocks: 4 }, 3)).toBe('To settle it: about 7 blocks instead of 3.');
  expect(settledBy({ verdict: 'cannot_tell', more_blocks: null }, 3)).toBeNull();
  expect(settledBy({ verdict: 'faster', more_blocks: null }, 3)).toBeNull();
});

test('of several sentences the first is read first; decimals and names of stages end none', () => {
  expect(leadOf('Unproven: the machine moved. Upload used 20.2 % more CPU. For what it is worth, nothing.')).toEqual({
    lead: 'Unproven: the machine moved.',
    rest: 'Upload used 20.2 % more CPU. For what it is worth, nothing.',
  });
  const single = 'b (ocr.threads=2) uses 9.6 % less CPU per document than a: 6.4 to 12.6 % (95 %), 10 pass pairs.';
  expect(leadOf(single)).toEqual({ lead: single, rest: '' });
});
