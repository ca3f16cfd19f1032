#!/usr/bin/env node
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
  resume: () => import('./commands/resume.ts'),
  runs: () => import('./commands/runs.ts'),
  show: () => import('./commands/show.ts'),
  delete: () => import('./commands/delete.ts'),
};

const program = new Command('rbench')
  .description('Measures what a document costs in the OCR pipeline, stage by stage.')
  .version(manifest.version)
  .showHelpAfterError('(--help lists the options)')
  .exitOverride()
  .addHelpText('after', '\nExit codes: 0 done, 1 failed, 2 wrong use, 130 interrupted (what was measured is kept).');

const called = process.argv[2] ?? '';
const wanted = called in commands ? [commands[called as keyof typeof commands]] : Object.values(commands);
for (const load of wanted) (await load()).addCommand(program);

// A reader that has seen enough (`rbench runs | head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) =>
  process.exit(error.code === 'EPIPE' ? exitCodes.done : exitCodes.failed),
);

try {
  await program.parseAsync();
} catch (thrown) {
  if (thrown instanceof CommanderError) {
    // Help and version end here too; commander has printed what there is to say.
    process.exitCode = thrown.exitCode === 0 ? exitCodes.done : exitCodes.wrongUse;
  } else {
    process.exitCode = reportFailure(BenchError.wrap(thrown), process.argv.includes('--json'));
  }
}
