/**
 * rbench: the command line. Each command is a file of its own, loaded when it is called, so that `rbench runs` does not wait
 * for what only `rbench run` needs.
 */
import { Command, CommanderError } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import { BenchError } from '../contract/errors.ts';
import { exitCodes, reportFailure } from './exit.ts';

const commands = {
  doctor: () => import('./commands/doctor.ts'),
  fixtures: () => import('./commands/fixtures.ts'),
  run: () => import('./commands/run.ts'),
  compare: () => import('./commands/compare.ts'),
  baseline: () => import('./commands/baseline.ts'),
  load: () => import('./commands/load.ts'),
  worker: () => import('./commands/worker.ts'),
  simulate: () => import('./commands/simulate.ts'),
  capacity: () => import('./commands/capacity.ts'),
  decide: () => import('./commands/decide.ts'),
  report: () => import('./commands/report.ts'),
  export: () => import('./commands/export.ts'),
  resume: () => import('./commands/resume.ts'),
  runs: () => import('./commands/runs.ts'),
  show: () => import('./commands/show.ts'),
  trace: () => import('./commands/trace.ts'),
  delete: () => import('./commands/delete.ts'),
};

const program = new Command('rbench')
  .description('Measures what a document costs in the OCR pipeline, stage by stage.')
  .version(manifest.version)
  .showHelpAfterError('(--help lists the options)')
  .exitOverride()
  .addHelpText(
    'after',
    '\nExit codes: 0 done, 1 failed, 2 wrong use, 3 ADJUST, 4 NO-GO, 5 cannot tell, 130 interrupted (what was measured is kept).',
  );

const called = process.argv[2] ?? '';
const wanted = Object.hasOwn(commands, called) ? [commands[called as keyof typeof commands]] : Object.values(commands);
for (const load of wanted) (await load()).addCommand(program);

const json = process.argv.includes('--json');
if (json) silence(program);

// A reader that has seen enough (`rbench runs | head`) is no failure; but a run that nobody reads any more is stopped as by Ctrl-C.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE' && process.emit('SIGINT')) return;
  process.exit(error.code === 'EPIPE' ? exitCodes.done : exitCodes.failed);
});

function silence(command: Command): void {
  command.configureOutput({ writeErr: () => undefined });
  for (const part of command.commands) silence(part);
}

try {
  await program.parseAsync();
} catch (thrown) {
  if (!(thrown instanceof CommanderError)) process.exitCode = reportFailure(BenchError.wrap(thrown), json);
  // Help and version end here too; commander has printed what there is to say.
  else if (thrown.exitCode === 0) process.exitCode = exitCodes.done;
  else if (json)
    process.exitCode = reportFailure(new BenchError('usage.bad_option', { text: thrown.message.replace(/^error: /, '') }), json);
  else process.exitCode = exitCodes.wrongUse;
}
