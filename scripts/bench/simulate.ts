/** How long the model takes for an hour of 100 users, and for the theory's queues: `npm run bench:simulate`. */
import { seededDraw } from '../../pipeline/analysis/comparison/seeded.ts';
import { table } from '../../pipeline/cli/output.ts';
import { simulate } from '../../pipeline/simulate/simulate.ts';
import { checkTheory } from '../../pipeline/simulate/validate.ts';
import { compileWorkload } from '../../pipeline/simulate/workload.ts';
import { tell } from './rows.ts';

const HOUR = 3600;
const USERS = 100;
/** Each user uploads five documents in the 90 s of the report's burst, again and again. */
const PER_SECOND = (USERS * 5) / 90;

const draw = seededDraw(1, 'bench');
const jobs = Array.from({ length: 250 }, () => ({
  fails: false,
  phases: [
    { seconds: 0.02, threads: 0 },
    { seconds: 0.2 + draw(1000) / 5000, threads: 1 },
    { seconds: 1 + draw(1000) / 1000, threads: 1.1 },
    { seconds: 0.05, threads: 0 },
  ],
}));
const arrivals = Float64Array.from({ length: Math.round(PER_SECOND * HOUR) }, (_, index) => index / PER_SECOND);
const documents = Int32Array.from(arrivals, () => draw(jobs.length));
const workload = compileWorkload(jobs);

const rows = [2, 8, 16].map((cores) => {
  const began = performance.now();
  const { longest_queue } = simulate({
    arrivals,
    documents,
    coldDocuments: documents,
    workload,
    cores,
    workers: cores,
    queueLimit: Number.POSITIVE_INFINITY,
  });
  return [
    `an hour of ${USERS} users on ${cores} cores`,
    arrivals.length,
    longest_queue,
    ((performance.now() - began) / 1000).toFixed(3),
  ];
});
const began = performance.now();
const theory = checkTheory();
rows.push([`${theory.length} queues of theory`, 1_000_000 * theory.length, '', ((performance.now() - began) / 1000).toFixed(3)]);
for (const [what = '', jobsCount, , seconds] of rows) {
  tell('simulate', { what: `${what}, ${Number(jobsCount).toLocaleString('en')} jobs`, value: Number(seconds), unit: 's' });
}
console.log(
  table([{ title: 'simulated', align: 'left' }, { title: 'jobs' }, { title: 'longest queue' }, { title: 'seconds' }], rows),
);
