/** What the window explains of the screen `run`. */
import type { ScreenHelp } from './screen-help.ts';

export const runHelp: ScreenHelp = {
  title: 'Run',
  answers: 'What does one document cost in CPU and wall seconds, stage by stage, with these settings on this machine?',
  reading: [
    {
      what: 'Documents',
      how: 'A folder, one scan, or generated samples with their true text. Files that are no documents are left out and counted. A truth beside a scan (name.txt, name.json) lets the run tell how well it was read.',
    },
    {
      what: 'Settings',
      how: 'Each with what it does, its range and its default. The defaults are the report’s baseline: one worker, one thread, so nothing waits for anything else.',
    },
    {
      what: 'While it runs',
      how: 'One lane a worker with its document and stage, the stages’ CPU so far, and the machine each second. Time left goes by the documents that have ended.',
    },
    {
      what: 'CPU and wall',
      how: 'CPU seconds are what all threads of the worker burnt, wall seconds what passed meanwhile. CPU over wall is how many cores were busy.',
    },
    {
      what: 'Cold and warm',
      how: 'A worker’s first document is cold: it loads the OCR model, and that is counted in its stage ocr. All later ones are warm.',
    },
  ],
  limits: [
    'Wall seconds of several workers hold their waiting for a core as soon as there are more threads than cores.',
    'A mean over fewer than 5 warm documents says little; the run warns.',
    'The start-up of a worker process is in no document; the report counts stages only.',
  ],
};
