/**
 * One call of a rival's program: the text it read, and what it and its children burnt.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { cpuMicroseconds } from '../../../pipeline/contract/spans.ts';
import { toSeconds } from '../../../pipeline/contract/units.ts';
import { type ChildOutcome, runChild } from '../../../pipeline/measure/children.ts';
import type { Rival } from './sides.ts';

/** Ours read with one thread; left to itself tesseract takes all cores and three times the CPU. */
const environment = { OMP_THREAD_LIMIT: '1' };

export interface RivalReading {
  readonly text: string;
  readonly cpu_seconds: number;
}

/** @returns the version, or why it cannot be had */
export async function findRival(rival: Rival): Promise<{ readonly version: string } | { readonly missing: string }> {
  const outcome = await runChild(rival.program, ['--version']).catch(() => null);
  const version = /\d+(\.\d+)+\S*/.exec(`${outcome?.stdout}${outcome?.stderr}`)?.[0];
  if (outcome?.exitCode !== 0 || version === undefined) {
    return { missing: `there is no program ${rival.program} (Debian: apt-get install ${rival.package})` };
  }
  if (outcome.cpu === null) return { missing: 'this system does not tell what a child process burnt' };
  return { version };
}

/** @throws Error with the program's own words when it fails */
export async function callRival(rival: Rival, picture: string, parent: string): Promise<RivalReading> {
  const folder = await mkdtemp(path.join(parent, 'call-'));
  try {
    const { words, textFile } = rival.call(picture, folder);
    const outcome = await runChild(rival.program, words, { environment });
    if (outcome.exitCode !== 0 || outcome.cpu === null) throw new Error(`${rival.name}: ${failureOf(outcome)}`);
    const text = textFile === null ? outcome.stdout.toString() : await readFile(textFile, 'utf8');
    return { text, cpu_seconds: toSeconds(cpuMicroseconds(outcome.cpu)) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const failureOf = ({ stderr, exitCode, signal }: ChildOutcome): string =>
  stderr.trim().split('\n').at(-1) || (signal === null ? `exit code ${exitCode}` : `killed by ${signal}`);
