/** What the window explains of the screen `runs`. */
import type { ScreenHelp } from './screen-help.ts';

export const runsHelp: ScreenHelp = {
  title: 'Runs',
  answers: 'What was measured so far, and how did it end?',
  reading: [
    {
      what: 'The list',
      how: 'Newest first; a click on a heading sorts. Runs, comparisons and load tests stand together, also those of the command line.',
    },
    {
      what: 'CPU s/document',
      how: 'Weighted 70/30 by path where both paths were measured, else that of the one path, which is then named.',
    },
    {
      what: 'State',
      how: 'Completed ran to its end. Cancelled and interrupted kept what was finished: resume does only the rest. Failed measured nothing it could go on with.',
    },
    {
      what: 'Boxes before the names',
      how: 'Two to four runs can be picked and set side by side; the first is side a, the baseline. Scales stand for a comparison, waves for a load test.',
    },
    {
      what: 'Baseline',
      how: 'The pinned run: later ones are tested against it for drift on the Decision screen. There is one.',
    },
  ],
  limits: [
    'Runs that were made apart differ in more than their settings: a drift of the machine between them is in the difference. A comparison interleaves its sides.',
    'A comparison has no cost of its own in the list: a mean over its sides is that of no settings at all.',
  ],
};
