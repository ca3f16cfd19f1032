/** What the window explains of the screen `decision`. */
import type { ScreenHelp } from './screen-help.ts';

export const decisionHelp: ScreenHelp = {
  title: 'Decision',
  answers: 'GO, ADJUST or NO-GO: may this go into production, and what would have to change?',
  reading: [
    {
      what: 'Two policies',
      how: 'Published has the bands as the report prints them, derived the same bands computed from the budget. Both verdicts stand side by side, with one sentence why they differ.',
    },
    {
      what: 'Firm',
      how: 'The verdict is taken on the estimate. It is firm only where the whole interval lies in the band; else it says how many more documents would tell.',
    },
    {
      what: 'Invariants',
      how: 'OCR ran on every document, required fields were found, at most 1 % errors, no graphics processor. One that is broken forbids GO.',
    },
    {
      what: 'Residual risks',
      how: 'Cold starts, sizes, quality and peaks, tested against the pinned baseline with named tests; without a pinned run they read not measured.',
    },
    { what: 'What to adjust', how: 'The options that were compared on this machine, best first, with what each would save.' },
    {
      what: 'Report',
      how: 'Markdown, HTML, PDF, CSV or JSON: the source report with what was measured in the places it left open.',
    },
  ],
  limits: [
    'Criteria are fixed and hashed when a run is made; what is turned on the Capacity screen shows what would be, not what was agreed.',
    'A verdict is about the documents that were measured. Production’s documents may be larger, or worse.',
  ],
};
