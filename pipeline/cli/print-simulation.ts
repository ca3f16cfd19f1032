/** A simulation in the terminal: how far the model is off, then what it says, with that error beside it. */
import { plural } from '../contract/plural.ts';
import type { Against, MeasuredRun, Projection, Spread, Validation } from '../contract/simulation.ts';
import { predictionsOf } from '../simulate/predictions.ts';
import { caution, faint, heading, percent, print, shortId, table } from './output.ts';

const left = { align: 'left' } as const;
const figure = (value: number): string => (Math.abs(value) < 10 ? value.toFixed(2) : value.toFixed(0));
const spread = ({ mean, low, high }: Spread): string => `${figure(mean)} (${figure(low)}–${figure(high)})`;
const signed = (error: number): string => `${error >= 0 ? '+' : '−'}${percent(Math.abs(error))}`;

export function printSimulation(run: MeasuredRun, validation: Validation, projections: readonly Projection[]): void {
  print(
    heading(
      `Simulation with ${plural(run.jobs.length, 'document')} of run ${shortId(run.run)}${run.name === '' ? '' : ` “${run.name}”`}`,
    ),
  );
  print(faint(`${run.machine} · ${plural(run.workers, 'worker')} · ${plural(run.threads, 'thread')} of OCR each`));
  printValidation(validation);
  printProjections(projections);
  for (const projection of projections) printPredictions(projection);
  const cautions = new Set(projections.flatMap((projection) => projection.cautions));
  for (const each of cautions) print(caution(each));
}

function printValidation({ theory, run: { makespan, p50, p95, undisturbed } }: Validation): void {
  print(heading('How far the model is off'));
  const rows: (readonly string[])[] = theory.map(({ queue, known_wait, simulated_wait, error }) => [
    queue,
    `${figure(known_wait)} services`,
    `${figure(simulated_wait)} services`,
    signed(error),
  ]);
  const row = (name: string, found: Against | null) =>
    found === null ? [] : [[name, `${figure(found.measured)} s`, `${figure(found.simulated)} s`, signed(found.error)]];
  print(
    table(
      [{ title: 'of what is known', ...left }, { title: 'known' }, { title: 'simulated' }, { title: 'error' }],
      [
        ...rows,
        ...row('the measured run itself: makespan', makespan),
        ...row('… latency p50', p50),
        ...row('… latency p95', p95),
        ...(undisturbed === null
          ? []
          : [
              ...row('the same with nobody beside the workers: makespan', undisturbed.makespan),
              ...row('… latency p95', undisturbed.p95),
            ]),
      ],
    ),
  );
}

function printProjections(projections: readonly Projection[]): void {
  const documents = projections[0]?.scenario.documents_per_user ?? 0;
  print(heading(`Projection of ${plural(documents, 'document')} a user: mean over the seeds, and where 95 % of them lie`));
  print(
    table(
      [
        { title: 'users' },
        { title: 'cores' },
        { title: 'workers' },
        { title: 'makespan s' },
        { title: 'p50 s' },
        { title: 'p95 s' },
        { title: 'p99 s' },
        { title: 'longest queue' },
        { title: 'refused' },
        { title: 'CPU' },
        { title: 's above 95 %' },
        { title: 'critical', ...left },
      ],
      projections.map(({ scenario, makespan_seconds, latency_seconds: { p50, p95, p99 }, ...rest }) => [
        scenario.users,
        scenario.cores,
        scenario.workers,
        spread(makespan_seconds),
        spread(p50),
        spread(p95),
        spread(p99),
        spread(rest.longest_queue),
        figure(rest.rejected.mean),
        percent(rest.cpu.mean, 0),
        figure(rest.saturated_seconds.mean),
        criticalText(rest.critical),
      ]),
    ),
  );
  for (const { scenario, with_error } of projections) {
    if (with_error === null) continue;
    const p95 =
      with_error.p95_seconds === null
        ? ''
        : `, p95 ${figure(with_error.p95_seconds.low)} to ${figure(with_error.p95_seconds.high)} s`;
    print(
      faint(
        `${plural(scenario.users, 'user')} on ${plural(scenario.cores, 'core')}, with the model's own error: makespan ${figure(with_error.makespan_seconds.low)} to ${figure(with_error.makespan_seconds.high)} s${p95}`,
      ),
    );
  }
}

function criticalText({ cpu, queue }: Projection['critical']): string {
  const parts = [...(cpu > 0 ? [`CPU in ${percent(cpu, 0)}`] : []), ...(queue > 0 ? [`queue in ${percent(queue, 0)}`] : [])];
  return parts.length === 0 ? 'never' : parts.join(', ');
}

function printPredictions(projection: Projection): void {
  const predictions = predictionsOf(projection);
  if (predictions.length === 0) return;
  print(heading(`What the report predicts for 100 users, on ${plural(projection.scenario.cores, 'core')}`));
  print(
    table(
      [
        { title: 'component', ...left },
        { title: 'predicted', ...left },
        { title: 'simulated', ...left },
        { title: 'comes true', ...left },
      ],
      predictions.map(({ component, predicted, simulated, comes_true }) => [
        component,
        predicted,
        simulated,
        comes_true === null ? '–' : comes_true ? 'yes' : 'no',
      ]),
    ),
  );
}
