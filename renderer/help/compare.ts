/** What the window explains of the screen `compare`. */
import type { ScreenHelp } from './screen-help.ts';

export const compareHelp: ScreenHelp = {
  title: 'Compare',
  answers: 'Does another setting cost less, by more than the noise of this machine?',
  reading: [
    {
      what: 'Ways',
      how: 'The report’s five options, one setting swept over several values, sides of your own, or a setting with itself, which shows how steady the machine is.',
    },
    {
      what: 'Blocks and passes',
      how: 'A pass is one trip through all documents on one side. A block takes every side twice, there and back (a b b a), so that a drift meets the sides alike.',
    },
    {
      what: 'Smallest difference found',
      how: 'What the plan finds in four of five tries, from the noise this machine showed. More blocks find less.',
    },
    {
      what: 'Smallest change that matters',
      how: 'Sides that are surely closer than this are called equivalent, and not just undecided.',
    },
  ],
  limits: [
    'The plan is fixed before the first document; stopping when it looks good would make chance look like a result.',
    'What is found holds for these documents on this machine; other documents may weigh the stages otherwise.',
  ],
};
