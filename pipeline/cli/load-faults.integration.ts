/** Load tests whose processes stand still or are ended in the midst: nothing of it goes unseen, and nothing accepted is lost. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LoadGround, printed, processesOf, share, signalAll } from '../../scripts/testing/load-ground.ts';
import { rbench, startRbench } from '../../scripts/testing/rbench.ts';
import { sleep } from '../measure/clock.ts';
import { openStore } from '../store/store.ts';

let ground: LoadGround;
beforeAll(async () => {
  ground = await LoadGround.make();
});
afterAll(() => ground.remove());

describe('a system that stands still', () => {
  it('shows in the latencies: uploads go on leaving, and wait', async () => {
    const run = startRbench(ground.loadOf('frozen', '--profile', 'constant', '--rate', '4', '--seconds', '10'));
    await ground.untilAccepted(run, 'frozen', 6);
    const { engine, workers } = await processesOf(run);
    signalAll([engine, ...workers], 'SIGSTOP');
    await sleep(6000);
    signalAll([engine, ...workers], 'SIGCONT');
    const result = printed((await run.ended).stdout);
    expect(result.arrivals).toMatchObject({ arrived: 40, completed: 40 });
    // Of ten seconds of uploads six found it frozen, each for what was left of the freeze.
    expect(share(result, 0.5)).toBeGreaterThan(1);
    expect(share(result, 0.95)).toBeGreaterThan(4);
    expect(share(result, 0.99)).toBeGreaterThan(4);
    // The freeze is the system's: the generator went on, whatever else the machine was at.
    expect(result.lateness.max).toBeLessThan(share(result, 0.99) / 4);
  });

  it('is told from a generator that stands still: then the test does not count', async () => {
    const run = startRbench(ground.loadOf('late', '--profile', 'constant', '--rate', '4', '--seconds', '5'));
    await ground.untilAccepted(run, 'late', 4);
    const { generator } = await processesOf(run);
    signalAll([generator], 'SIGSTOP');
    await sleep(1500);
    signalAll([generator], 'SIGCONT');
    const { code, stdout } = await run.ended;
    expect(printed(stdout)).toMatchObject({ is_valid: false, arrivals: { arrived: 20, completed: 20 } });
    expect(code).toBe(5);
  });
});

describe('stopped in the midst', () => {
  it.each(['SIGINT', 'SIGKILL'] as const)('by %s it keeps what it accepted, and a resume does it', async (signal) => {
    const name = `stopped-${signal}`;
    const run = startRbench(ground.loadOf(name, '--profile', 'constant', '--rate', '80', '--seconds', '20', '--workers', '1'));
    await ground.untilAccepted(run, name, 15);
    const { engine } = await processesOf(run);
    process.kill(signal === 'SIGINT' ? (run.child.pid ?? 0) : engine, signal);
    const { code } = await run.ended;
    expect(code).toBe(signal === 'SIGINT' ? 130 : 1);
    const before = openStore(ground.database(name), { mode: 'read' });
    const [id = ''] = before.listRuns({ search: '', limit: 1, offset: 0 }).map((each) => each.id);
    const accepted = before.loadArrivalsOf(id).filter(({ status }) => status === 202).length;
    const { queued, running, succeeded } = before.countJobs(id);
    before.close();
    expect(queued + running).toBeGreaterThan(0);
    expect(queued + running + succeeded).toBeGreaterThanOrEqual(accepted);
    const resumed = await rbench(['resume', 'latest', '--json', '--db', ground.database(name)]);
    expect(resumed.code).toBe(0);
    const after = openStore(ground.database(name), { mode: 'read' });
    expect(after.countJobs(id)).toMatchObject({ queued: 0, running: 0, failed: 0, succeeded: queued + running + succeeded });
    // Whatever was heard of it before: each job is the end of one arrival, and nothing is in flight when all is over.
    const outcomes = Object.groupBy(after.loadArrivalsOf(id), ({ outcome }) => outcome);
    expect(outcomes.completed).toHaveLength(queued + running + succeeded);
    expect(outcomes.in_flight).toBeUndefined();
    expect(after.readRun(id).warnings.map(({ code: each }) => each)).toContain('load.resumed');
    after.close();
    // What was done needs its uploads no more.
    expect(await readdir(path.join(ground.folder, 'results', id))).not.toContain('incoming');
  });
});
