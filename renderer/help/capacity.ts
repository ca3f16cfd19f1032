/** What the window explains of the screen `capacity`. */
import type { ScreenHelp } from './screen-help.ts';

export const capacityHelp: ScreenHelp = {
  title: 'Capacity',
  answers: 'How many documents a day does the budget of CPU-hours carry, and what is that sensitive to?',
  reading: [
    {
      what: 'CPU per document',
      how: 'Fast and standard path weighted by the mix, cold and warm by the cold-start frequency, plus what failed documents burnt.',
    },
    {
      what: 'CPU-hours a month',
      how: 'CPU per document × documents a day × 30 / 3600. The interval of the cost runs through to it.',
    },
    {
      what: 'Break-even',
      how: 'The curve is the probability that a volume stays within the budget; the break-even volume is where the budget is used up, with its interval.',
    },
    {
      what: 'What it depends on',
      how: 'One bar an input, from its low to its high value with all others as they are: the longest matters most.',
    },
    {
      what: 'Sliders',
      how: 'Mix, cold starts, document size, speed of the production node: everything follows at once; nothing is kept.',
    },
  ],
  limits: [
    'The speed of the production node is an assumption until a run was made there.',
    'The report’s § 4.3 divides by 30 twice: its 533 documents a day are 16,000 by its own § 4.1. Both policies are shown.',
    'The interval comes from the documents measured; a run of one pass says nothing of the machine’s drift.',
  ],
};
