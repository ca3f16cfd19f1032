/** The campaign in its short form: each kind of fault once. `npm run torture` is the long one. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Row } from './campaign.ts';
import { shortCells } from './campaign.ts';
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

describe.runIf(process.platform === 'linux')('the fault campaign', () => {
  it('survives each kind of fault', { timeout: 600_000 }, async () => {
    const { code, stdout, stderr } = await torture('--short', '--json');
    const { rows } = JSON.parse(stdout) as { rows: Row[] };
    expect(complaints(rows), stderr).toEqual([]);
    expect(rows.filter((row) => !isSurvived(row)).map(({ fault }) => fault)).toEqual([]);
    // One row for each, and for the kills of the engine.
    expect(rows).toHaveLength(shortCells.length + 1);
    expect(code, markdownTable(rows)).toBe(0);
  });

  it('refuses what is neither a fault nor an activity', async () => {
    const { code, stderr } = await torture('--only', 'earthquake');
    expect([code, stderr]).toEqual([1, expect.stringContaining('earthquake is neither a fault nor an activity')]);
  });
});
