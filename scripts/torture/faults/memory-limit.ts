/**
 * Memory runs out: the processes of the activity and one that fills what they leave share a bound, and the system kills whatever
 * it thinks best but for that one. After some seconds it is gone and there is room again.
 */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { sleep } from '../../../pipeline/measure/clock.ts';
import { MemoryGroup } from '../memory-group.ts';
import { processesOf } from '../processes.ts';
import type { Fault } from './fault.ts';

const MEGABYTE = 1024 * 1024;
/** More than what is left, less than what one worker gives back: it takes one or two of them to make room. */
const ROOM_MEGABYTES = 40;
const FILL_MEGABYTES = 160;
const LASTS_MS = 2500;
/** From −1000 to 1000 (proc(5), oom_score_adj). */
const TAKEN_FIRST = '900';
const LET_GO_MS = 200;

/** Begins to fill when it is told to, for it takes a while to start. Each page is written to, for only then is it there. */
const filler = `process.stdin.once('data', () => {
  const held = Buffer.alloc(${FILL_MEGABYTES} * ${MEGABYTE}, 1);
  setTimeout(() => process.exit(held[0] - 1), ${LASTS_MS});
})`;

export const memoryLimit: Fault = {
  name: 'memory-limit',
  title: 'memory limit',
  on: ['run', 'compare', 'load', 'gateway', 'export'],
  short: 'run',
  ends: ['done', 'failed', 'killed', 'engine.died', 'worker.start_failed', 'load.generator_died'],
  failures: { codes: ['worker.died'], most: Number.POSITIVE_INFINITY },
  obstacle() {
    const group = MemoryGroup.make('rbench-torture-probe');
    group?.remove();
    return group === null ? 'this user may not make a cgroup that bounds memory' : null;
  },
  async arm({ ground }) {
    const group = MemoryGroup.make(`rbench-torture-${ground.mark}`);
    if (group === null) throw new Error('The control group is not to be had any more.');
    const child = spawn(process.execPath, ['-e', filler], { stdio: ['pipe', 'ignore', 'ignore'] });
    const gone = new Promise((resolve) => child.once('close', resolve));
    child.stdin.on('error', () => undefined);
    group.add(child.pid ?? 0);
    ground.atEnd(async () => {
      child.kill('SIGKILL');
      await gone;
      // The kernel takes a moment to let go of those that were killed.
      await sleep(LET_GO_MS);
      group.remove();
    });
    return {
      started() {
        for (const { pid } of processesOf(ground.mark)) group.add(pid);
      },
      async strike() {
        // The system takes them before the one that fills; to make it spare one is not everybody's right.
        for (const { pid } of processesOf(ground.mark)) writeFileSync(`/proc/${pid}/oom_score_adj`, TAKEN_FIRST);
        group.limit(group.usedBytes + ROOM_MEGABYTES * MEGABYTE);
        child.stdin.end('fill');
        await gone;
        group.limit(null);
        return group.killed === 0 ? null : `${group.version}; the system killed a process for it`;
      },
    };
  },
};
