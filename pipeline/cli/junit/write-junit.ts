/** `--junit FILE`: writes the report, whole or not at all, beside whatever else the command prints. */
import path from 'node:path';
import type { Command } from 'commander';
import { type JunitReport, junitText } from '../../export/junit/junit.ts';
import { refuseInputs } from '../../export/refuse-inputs.ts';
import { writeWhole } from '../../export/write-whole.ts';

export interface JunitOption {
  readonly junit?: string;
}

export const withJunit = (command: Command): Command =>
  command.option('--junit <file>', "write the result as JUnit's XML too, as build servers read it");

/** @throws BenchError `export.*` */
export async function writeJunit(file: string, report: JunitReport, database: string): Promise<void> {
  const target = path.resolve(file);
  await refuseInputs(target, [database]);
  await writeWhole(target, [junitText(report)]);
}
