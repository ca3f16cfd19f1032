/** What the window explains of the screen `comparison`. */
import type { ScreenHelp } from './screen-help.ts';

export const comparisonHelp: ScreenHelp = {
  title: 'A comparison’s verdict',
  answers: 'Which side costs less, by how much, and may that be believed?',
  reading: [
    {
      what: 'Verdict',
      how: 'Faster, slower, equivalent within the bound, or can’t tell. Unproven: a stage moved that the setting cannot move, so the machine did. Inadmissible: a side breaks an invariant, however fast it is.',
    },
    {
      what: 'Ratio and interval',
      how: 'Below 1 the side costs less than side a. The interval is 95 %, from pairs of passes; where it holds 1, nothing is shown.',
    },
    {
      what: 'Stages',
      how: 'Each with its own interval; significance is corrected for looking at many (Holm). Negative controls are the stages that the setting cannot reach.',
    },
    {
      what: 'Sweep',
      how: 'CPU of a document and documents per CPU-hour over the values of one setting, with their intervals. Where the dots go flat, a further step buys nothing.',
    },
    { what: 'Documents', how: 'One ratio a document: whether all gain, or few gain much.' },
    { what: 'Flame charts', how: 'A pass of each side on one time scale: equal widths are equal times.' },
    { what: 'Plan', how: 'The order of the passes, what they could find, and what the machine did meanwhile.' },
  ],
  limits: [
    'Can’t tell is no proof that there is no difference: the sentence says how many more blocks would settle it.',
    'Runs that were made apart are compared under a warning that stays in every export.',
    'CPU that idle threads burn (a spinning pool) is a row of its own, and is in the total.',
  ],
};
