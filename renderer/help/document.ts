/** What the window explains of the screen `document`. */
import type { ScreenHelp } from './screen-help.ts';

export const documentHelp: ScreenHelp = {
  title: 'One document',
  answers: 'What was read of this page, where, how well, and what did that cost?',
  reading: [
    {
      what: 'Page',
      how: 'The source, or the enhanced image that OCR saw. Boxes are words in the colour of the engine’s confidence.',
    },
    {
      what: 'Fields',
      how: 'Values are normalised: dates as year-month-day, amounts as decimals. Right, wrong, missing and spurious are against the truth, where there is one. A click shows where it stands.',
    },
    { what: 'Spans', how: 'Each stage and its parts, with start, wall and CPU. Indented ones lie within the one above.' },
    {
      what: 'Text',
      how: 'What was read against the true text; crossed out is what was not read, underlined what was read and is not there.',
    },
    {
      what: 'Quality',
      how: 'One score from 0 to 1: its weakest part, lowered by what the others lack. From the threshold on, the document takes the fast path.',
    },
  ],
  limits: [
    'A confidence is the engine’s own opinion, not a probability of being right.',
    'One document’s seconds are one measurement: read again it takes a little more or less.',
  ],
};
