/**
 * Real receipts, where a folder of them is at hand: RBENCH_RECEIPTS names it. They do not belong to the project.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { rbench } from '../../../scripts/testing/rbench.ts';

const receipts = process.env.RBENCH_RECEIPTS;

describe.skipIf(receipts === undefined)('real receipts read by paddle', () => {
  it('are read with few errors, spaces included, and their fields are found', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-receipts-'));
    try {
      const database = path.join(folder, 'bench.sqlite');
      const options = ['--set', 'ocr.engine=paddle', '--workers', '2', '--db', database, '--json'];
      const { stdout } = await rbench(['run', '--docs', receipts ?? '', ...options]);
      const { jobs, accuracy } = JSON.parse(stdout);
      expect(jobs.failed).toBe(0);
      expect(accuracy.cer_without_spaces).toBeLessThanOrEqual(0.045);
      expect(accuracy.cer).toBeLessThanOrEqual(0.06);
      const share = ({ right, of }: { right: number; of: number }) => right / of;
      expect(share(accuracy.fields.date)).toBeGreaterThanOrEqual(19 / 20);
      expect(share(accuracy.fields.total)).toBeGreaterThanOrEqual(18 / 20);
      expect(share(accuracy.fields.company)).toBeGreaterThanOrEqual(13 / 20);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
