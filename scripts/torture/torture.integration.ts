/** The campaign in its short form: each kind of fault once. `npm run torture` is the long one. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Row } from './campaign.ts';
import { shortCells } from './campaign.ts';
import { killEngines } from './engine-kills.ts';
import { none } from './faults/fault.ts';
import { complaints, isSurvived, markdownTable } from './table.ts';

const entry = path.resolve(import.meta.dirname, '../torture.ts');

async function torture(...words: readonly string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [entry, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const [code] = await once(child, 'close');
  return { code, stdout, stderr };
}

/** What is in the way of somebody who may do anything is a program that is not here. */
const RIGHTS = /this user may not/;
const CAP_SYS_ADMIN = 1n << 21n;

function mayDoAnything(): boolean {
  const [, effective = '0'] = /^CapEff:\s+([0-9a-f]+)/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return (BigInt(`0x${effective}`) & CAP_SYS_ADMIN) !== 0n;
}

describe.runIf(process.platform === 'linux')('the fault campaign', () => {
  it('survives each kind of fault', { timeout: 600_000 }, async () => {
    const { code, stdout, stderr } = await torture('--short', '--json');
    const { rows } = JSON.parse(stdout) as { rows: Row[] };
    expect(complaints(rows), stderr).toEqual([]);
    expect(rows.filter((row) => !isSurvived(row)).map(({ fault }) => fault)).toEqual([]);
    // One row for each, and for the kills of the engine.
    expect(rows).toHaveLength(shortCells.length + 1);
    const tried = rows.filter(({ trials }) => trials.some(({ isStruck }) => isStruck)).map(({ fault }) => fault);
    const possibleAnywhere = shortCells.filter(({ fault, activity }) => fault.obstacle === none && !activity.needsServer);
    expect(tried).toEqual(expect.arrayContaining(possibleAnywhere.map(({ fault }) => fault.title)));
    const untried = rows.flatMap(({ fault, obstacle }) => (obstacle === null ? [] : [`${fault}: ${obstacle}`]));
    if (mayDoAnything()) expect(untried.filter((line) => RIGHTS.test(line))).toEqual([]);
    expect(code, markdownTable(rows)).toBe(0);
  });

  it('refuses what is neither a fault nor an activity', async () => {
    const { code, stderr } = await torture('--only', 'earthquake');
    expect([code, stderr]).toEqual([1, expect.stringContaining('earthquake is neither a fault nor an activity')]);
  });

  it('refuses a fault on an activity that it is not tried on', async () => {
    const { code, stdout, stderr } = await torture('--only', 'kill-engine,export');
    expect([code, stdout, stderr]).toEqual([1, '', expect.stringContaining('nothing of kill-engine,export is tried')]);
  });

  it('does not wait for ever for an engine that cannot start, and says why it cannot', async () => {
    const missing = new URL('./no-such-engine.ts', import.meta.url);
    const { signal } = new AbortController();
    const trials = await killEngines({
      kills: 25,
      lanes: 1,
      documents: '',
      seed: 1,
      signal,
      onKill: () => undefined,
      entry: missing,
    });
    const complaint = expect.stringMatching(/engines told of nothing and ended before they could be struck, the last one so: .+/);
    expect(trials.flatMap(({ wrong }) => wrong)).toContainEqual(complaint);
  });
});
