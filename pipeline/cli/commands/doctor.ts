/**
 * rbench doctor: what this machine is, what is found, what is missing and the command that brings it.
 */

import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { plural } from '../../contract/plural.ts';
import { defaultSettings } from '../../contract/settings.ts';
import { examineMachine } from '../../engine/examine.ts';
import { nodeHost } from '../../process/host.ts';
import { exitCodes } from '../exit.ts';
import { type CommonOptions, databaseOf, example, withDatabase } from '../options.ts';
import { caution, heading, print, printJson } from '../output.ts';

const workerEntry = new URL('../../worker/main.ts', import.meta.url);
const checkout = fileURLToPath(new URL('../../..', import.meta.url));

export function addCommand(program: Command): void {
  withDatabase(program.command('doctor'))
    .description('look at this machine: engines, process host, noise, database; says what is missing and how to get it')
    .addHelpText('after', example('rbench doctor'))
    .action(doctor);
}

async function doctor(options: CommonOptions): Promise<void> {
  const examination = await examineMachine({ host: nodeHost(), workerEntry, database: databaseOf(options), checkout });
  const { environment, engines, hosts, database, noise } = examination;
  // The other engines are a choice; without the default one nothing runs.
  const ofDefault = engines.filter(({ what }) => what.startsWith(`${defaultSettings['ocr.engine']}, `));
  const isUsable = ofDefault.some(({ found }) => found) && [...hosts, database].every(({ found }) => found);

  if (options.json) printJson(examination);
  else {
    print(heading('Machine'));
    print(
      `  ${environment.cpu_model}, ${plural(environment.cores, 'core')}${environment.core_quota === null ? '' : ` (quota ${environment.core_quota})`}`,
    );
    print(`  ${(environment.memory_bytes / 1e9).toFixed(1)} GB memory, ${(environment.free_memory_bytes / 1e9).toFixed(1)} free`);
    print(`  ${environment.os_release}, Node ${environment.versions.node}, governor ${environment.governor ?? 'unknown'}`);
    for (const [title, findings] of [
      ['OCR engines', engines],
      ['Process hosts', hosts],
      ['Database', [database]],
    ] as const) {
      print(heading(title));
      for (const { what, found, detail } of findings) print(`  ${found ? '✓' : '✗'} ${what}: ${detail}`);
    }
    print(heading('Noise'));
    for (const { message } of noise.warnings) print(`  ${caution('!')} ${message}`);
    if (noise.warnings.length === 0) print('  ✓ steady enough to measure');
  }
  process.exitCode = isUsable ? exitCodes.done : exitCodes.failed;
}
