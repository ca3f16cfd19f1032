/** What the window explains of the screen `load`. */
import type { ScreenHelp } from './screen-help.ts';

export const loadHelp: ScreenHelp = {
  title: 'Load test',
  answers: 'How long do uploads take when many come at once, what gives way first, and at which rate?',
  reading: [
    {
      what: 'Profiles',
      how: 'Burst plays the report’s falling rates, scaled to users times documents; burst as printed adds up to 910 uploads; rising steps look for the breaking point.',
    },
    {
      what: 'Uploads',
      how: 'Arrived = completed + failed + rejected + in flight, at every moment. Nothing is lost between. Uploads that are still to come when a test is cancelled are never sent.',
    },
    {
      what: 'Latency',
      how: 'From the moment an upload was planned for, however slow the system, to its end: queue wait plus service. A stall is not hidden by waiting for it.',
    },
    {
      what: 'Percentiles',
      how: 'Order statistics with their intervals. “≥” stands where the sample is too small to bound it: a p99 takes 368 uploads.',
    },
    {
      what: 'What gives way',
      how: 'OCR CPU, queue, database pool, gateway: each with its level, its place among those that fired, and the evidence.',
    },
    {
      what: 'Signals',
      how: 'Each second on one axis, and beside the charts in figures. CPU of the machine is a share of all its cores; that of workers and generator counts one core as 100 %.',
    },
    {
      what: 'Simulation',
      how: 'The same documents on other cores and with other users, with the model’s own error on this very test beside every figure. What the report predicts for 100 users stands beside what was measured and simulated, and the model beside queues that theory solves.',
    },
  ],
  limits: [
    'When the generator itself was late (p99 above 5 ms) the load was another than planned, and the test does not count.',
    'Generator, gateway and workers share this machine: what they take from each other is in the figures.',
    'The database pool reads “not measured” here: rows are written through a real pool by rbench load with a Postgres URL.',
  ],
};
