/** What the window explains of the screen `environment`. */
import type { ScreenHelp } from './screen-help.ts';

export const environmentHelp: ScreenHelp = {
  title: 'Environment',
  answers: 'What are runs measured on, what is missing here, and how steady is this machine?',
  reading: [
    {
      what: 'Noise',
      how: 'What the hypervisor and other programs take, and how long the same fixed work takes: the more it varies, the less a number says.',
    },
    { what: 'OCR engines', how: 'Found or missing, with how to get what is missing.' },
    {
      what: 'Process hosts',
      how: 'Workers run in plain Node or in Electron’s utility processes; a probe at start chooses. Which one is kept with each run.',
    },
    {
      what: 'Versions',
      how: 'What decides what a document costs, beside the machine. Two runs compare only where it is the same.',
    },
  ],
  limits: [
    'A machine that is quiet now may not be during the run: each run measures its own noise and warns.',
    'Looking takes some CPU itself: while something is measured it waits until you ask for it.',
  ],
};
