/** A trial that hangs says nothing of what it was to try. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Activity, Look } from './activities/activity.ts';
import { type Fault, noFailures, none } from './faults/fault.ts';
import { tryOnce } from './trial.ts';

const nothing: Look = { acknowledged: 0, lost: 0, twice: 0, left: 0, isOpen: false, failed: {}, wrong: [] };

const activity: Activity = {
  name: 'run',
  title: 'nothing at all',
  needsServer: false,
  begin: async () => ({
    begun: async () => undefined,
    ended: Promise.resolve('done'),
    look: async () => nothing,
    resume: async () => 'done',
    lookAgain: async () => nothing,
  }),
};

const faultThat = (strike: () => Promise<string>): Fault => ({
  name: 'test',
  title: 'a test',
  on: ['run'],
  short: null,
  ends: ['done'],
  failures: noFailures,
  obstacle: none,
  arm: async () => ({ strike }),
});

function tryFault(fault: Fault, limitMs?: number) {
  const documents = mkdtempSync(path.join(os.tmpdir(), 'rbench-trial-'));
  onTestFinished(() => rmSync(documents, { recursive: true }));
  const { signal } = new AbortController();
  const shim = () => '';
  return tryOnce({
    fault,
    activity,
    server: null,
    shim,
    documents,
    seed: 1,
    signal,
    ...(limitMs === undefined ? {} : { limitMs }),
  });
}

describe.runIf(process.platform === 'linux')('a trial', () => {
  test('of a fault that never ends is given up', async () => {
    const trial = tryFault(
      faultThat(() => new Promise(() => undefined)),
      20,
    );
    await expect(trial).rejects.toThrow('the fault itself did not end within');
  });

  test('of one that ends is brought to its end', async () => {
    expect(await tryFault(faultThat(async () => 'by hand'))).toMatchObject({ isStruck: true, means: 'by hand', wrong: [] });
  });
});
