/** What the window explains of the screen `run-detail`. */
import type { ScreenHelp } from './screen-help.ts';

export const runDetailHelp: ScreenHelp = {
  title: 'One run',
  answers: 'Where did the CPU of this run go, how sure is that, and how well were its documents read?',
  reading: [
    {
      what: 'Stages',
      how: 'Mean CPU and wall seconds of a document in each stage, and its share. What no stage owns is a line of its own, “no stage”, and is spread over none.',
    },
    {
      what: 'Cold and warm, fast and standard',
      how: 'Cold documents load the model; fast ones skip enhancement (GUARD-001). Compare like with like.',
    },
    {
      what: 'Distribution',
      how: 'One point a document. Percentiles are of the documents that were measured, in a straight line between neighbours (type 7, as in R and NumPy), not of a fitted curve.',
    },
    {
      what: 'Accuracy',
      how: 'CER and WER are edits over characters and words of the truth; field F1 weighs found against right fields. Only documents with truth count.',
    },
    {
      what: 'Flame chart',
      how: 'Each worker is a lane on one time axis; a span’s width is wall time, its parts lie under it. Gaps between jobs are the worker waiting. By stage sums up what belongs together.',
    },
    {
      what: 'Worker processes',
      how: 'Start-up, jobs and what lay between add up to the process’s CPU; the operating system’s own account stands beside it.',
    },
  ],
  limits: [
    'A run is one pass. How far this machine moves between passes is not in it; a comparison measures that.',
    'A span’s width is wall time: a wide span may have burnt little CPU. The details say how many cores it kept busy.',
    'CER holds layout errors too: lines read in another order count as edits.',
  ],
};
