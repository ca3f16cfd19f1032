/** How figures stand in the sentences of a decision. */
import type { Estimated } from '../capacity/capacity.ts';

export const figure = (value: number): string => value.toLocaleString('en-US', { maximumSignificantDigits: 3 });
export const whole = (value: number): string => Math.floor(value).toLocaleString('en-US');

export const spread = ({ estimate, low, high }: Estimated, unit: string, text = figure): string =>
  low === null || high === null ? `${text(estimate)} ${unit}` : `${text(estimate)} ${unit} (${text(low)} to ${text(high)})`;
