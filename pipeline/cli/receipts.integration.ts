/**
 * Real receipts, where a folder of them is at hand: RBENCH_RECEIPTS names it. They do not belong to the project.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { rbench } from '../../scripts/testing/rbench.ts';

const receipts = process.env.RBENCH_RECEIPTS;

describe.skipIf(receipts === undefined)('real receipts', () => {
  it('are read well enough to be worth measuring', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-receipts-'));
    try {
      const { stdout } = await rbench([
        'run',
        '--docs',
        receipts ?? '',
        '--workers',
        '2',
        '--db',
        path.join(folder, 'bench.sqlite'),
        '--json',
      ]);
      const { jobs, accuracy } = JSON.parse(stdout);
      expect(jobs.failed).toBe(0);
      expect(accuracy.cer).toBeLessThanOrEqual(0.11);
      const share = ({ right, of }: { right: number; of: number }) => right / of;
      expect(share(accuracy.fields.date)).toBeGreaterThanOrEqual(17 / 20);
      expect(share(accuracy.fields.total)).toBeGreaterThanOrEqual(14 / 20);
      expect(share(accuracy.fields.company)).toBeGreaterThanOrEqual(11 / 20);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
