import { expect, test } from 'vitest';
import { defaultCapacityInputs } from '../../../pipeline/contract/criteria.ts';
import { inputFields, keptValue, shownValue, takeTyped, takeTypedVolume, withVolumeAdded } from './input-fields.ts';

const fieldOf = (key: string) => inputFields.find((field) => field.key === key)!;
const type = (key: string, text: string) => takeTyped(defaultCapacityInputs, fieldOf(key), text);

test('every input but the volumes has a field', () => {
  expect([...inputFields.map(({ key }) => key), 'volumes'].sort()).toEqual(Object.keys(defaultCapacityInputs).sort());
});

test('a share is shown as a percentage, without digits that nobody typed', () => {
  expect(shownValue(fieldOf('fast_share'), 0.29)).toBe(29);
  expect(keptValue(fieldOf('fast_share'), 7)).toBe(0.07);
  expect(type('cold_share', '12.5')).toEqual({ change: { cold_share: 0.125 } });
});

test('thousands may be parted by commas, and a comma that could be a point is refused', () => {
  expect(type('budget_hours', ' 1,300 ')).toEqual({ change: { budget_hours: 1300 } });
  expect(type('budget_hours', '0,5')).toHaveProperty('problem');
});

test('what cannot be is refused in the words that were typed, and with the range', () => {
  expect(type('cold_share', '150')).toEqual({
    problem: 'The cold-start frequency cannot be 150 %. It is from 0 to 100 % of the documents.',
  });
  expect(type('node_factor', 'twice')).toEqual({
    problem: 'The factor of the production node cannot be twice. It is from 0.05 to 20.',
  });
  expect(type('size_factor', '')).toHaveProperty('problem', expect.stringContaining('cannot be empty'));
});

test('a volume is changed in its place, even past its neighbour', () => {
  expect(takeTypedVolume(defaultCapacityInputs, 0, '2000')).toEqual({ change: { volumes: [2000, 1000, 1300] } });
  expect(takeTypedVolume(defaultCapacityInputs, 1, '0.5')).toHaveProperty('problem', expect.stringContaining('0.5'));
});

test('a volume that is added lies beyond the others', () => {
  expect(withVolumeAdded(defaultCapacityInputs)).toEqual([700, 1000, 1300, 1700]);
});
