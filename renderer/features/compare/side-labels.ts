/** The sides of a comparison in words: only what tells them apart. Pure. */
import { type SettingKey, type Settings, settingKeys } from '../../../pipeline/contract/settings.ts';

/** Settings that are not the same on every side, in the contract's order. */
const differingKeys = (sides: readonly Settings[]): readonly SettingKey[] =>
  settingKeys.filter((key) => sides.some((side) => side[key] !== sides[0]?.[key]));

/** `ocr.threads=4`, one for each side; `same settings` where nothing differs. */
export function sideLabels(sides: readonly Settings[]): readonly string[] {
  const keys = differingKeys(sides);
  return sides.map((side) => (keys.length === 0 ? 'same settings' : keys.map((key) => `${key}=${String(side[key])}`).join(', ')));
}

/** Pairs of sides that nothing tells apart, by their place: `[[0, 2]]`. */
export function alikeSides(sides: readonly Settings[]): readonly (readonly [number, number])[] {
  const keys = differingKeys(sides);
  return sides.flatMap((side, index) =>
    sides.slice(0, index).flatMap((other, at) => (keys.every((key) => side[key] === other[key]) ? [[at, index] as const] : [])),
  );
}
