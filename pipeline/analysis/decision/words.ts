/** How figures stand in the sentences of a decision. */
import type { Estimated } from '../capacity/capacity.ts';

/** Measured: three digits that count, "13.0". */
export const figure = (value: number): string =>
  value >= 1000
    ? Math.round(value).toLocaleString('en-US')
    : value.toLocaleString('en-US', { minimumSignificantDigits: 3, maximumSignificantDigits: 3 });

/** Given or fixed, as a person would write it: "0.72", "200". */
export const given = (value: number): string =>
  value >= 1000 ? Math.round(value).toLocaleString('en-US') : value.toLocaleString('en-US', { maximumSignificantDigits: 3 });

export const whole = (value: number): string => Math.floor(value).toLocaleString('en-US');

export const spread = ({ estimate, low, high }: Estimated, unit: string): string =>
  low === null || high === null
    ? `${figure(estimate)} ${unit}`
    : `${figure(estimate)} ${unit} (${figure(low)} to ${figure(high)})`;
