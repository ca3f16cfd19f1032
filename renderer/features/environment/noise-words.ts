/** How steady the machine is, in the field's words. Pure. */
import type { Examination } from '../../../pipeline/contract/examination.ts';

type Noise = Examination['noise'];

/** `5.21 ms of CPU (middle half 5.18 to 5.30 ms, 2.3 % apart)` */
export function calibrationSentence({ calibration: { median_us, low_us, high_us } }: Noise): string {
  const milliseconds = (microseconds: number) => (microseconds / 1000).toFixed(2);
  const apart = median_us > 0 ? ((high_us - low_us) / median_us) * 100 : 0;
  return `${milliseconds(median_us)} ms of CPU; the middle half of 15 repeats lies between ${milliseconds(low_us)} and ${milliseconds(high_us)} ms, ${apart.toFixed(1)} % apart.`;
}

/** What helps, for the machines this runs on. */
export function governorSentence(governor: string | null): string {
  if (governor === null) return 'not told by this system';
  return governor === 'performance' ? governor : `${governor}; performance measures steadier`;
}
