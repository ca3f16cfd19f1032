/** A preset in words. Pure. */
import type { Preset } from '../../../../pipeline/contract/presets.ts';
import type { SettingKey } from '../../../../pipeline/contract/settings.ts';

export interface Change {
  readonly key: SettingKey;
  /** On side a, then on side b. */
  readonly from: string;
  readonly to: string;
}

export const changesOf = ({ sides: [a, b] }: Preset): readonly Change[] =>
  (Object.keys(b) as SettingKey[]).map((key) => ({ key, from: String(a[key]), to: String(b[key]) }));

/** `10 to 20 %`. */
export const bandWords = ({ low, high }: Preset['expected']): string => `${Math.round(low * 100)} to ${Math.round(high * 100)} %`;
