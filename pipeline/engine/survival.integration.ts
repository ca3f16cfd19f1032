/**
 * Kills workers, engines and whole runs at random moments, and looks at what is left: the database is whole, no job that was
 * told to be finished is lost, and `resume` does the rest without doing anything twice.
 */
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { childrenOf, drawDocuments, rbench, type Started, startRbench } from '../../scripts/testing/rbench.ts';
import { sleep } from '../measure/clock.ts';
import { isAlive } from '../measure/proc-stat.ts';

const ROUNDS = 9;
const DOCUMENTS = 10;
/** A moment is so long after so many documents were told: independent of how fast the machine is. */
const LONGEST_AFTER_MS = 120;

let folder: string;
let documents: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-survival-'));
  documents = path.join(folder, 'documents');
  await drawDocuments(documents, DOCUMENTS);
});
afterAll(() => rm(folder, { recursive: true }));

type Victim = 'worker' | 'engine' | 'run';

/** Kills it, and answers with every process of the run, so that none is left behind. */
async function kill(victim: Victim, run: Started): Promise<number[]> {
  const pid = run.child.pid!;
  const [engine] = await childrenOf(pid);
  const workers = engine === undefined ? [] : await childrenOf(engine);
  const target = victim === 'run' ? -pid : victim === 'engine' ? engine : workers[0];
  try {
    if (target !== undefined) process.kill(target, 'SIGKILL');
  } catch {
    // It had ended by itself: that moment is one of the random ones.
  }
  return [pid, ...(engine === undefined ? [] : [engine]), ...workers];
}

/** A killed engine's workers notice and leave by themselves. */
async function allGone(pids: readonly number[]): Promise<void> {
  while (pids.some((pid) => isAlive(pid, null))) await sleep(20);
}

/** Jobs whose metrics contract was printed: what a person was told is finished. */
const toldFinished = (stdout: string): string[] =>
  stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line))
    .filter((contract) => contract.status === 'SUCCESS')
    .map((contract) => contract.job_id);

/** Resolves when so many contracts were printed, or the run ended. */
function hasTold(run: Started, jobs: number): Promise<unknown> {
  const told = new Promise<void>((resolve) => {
    const look = () => toldFinished(run.stdout()).length >= jobs && resolve();
    run.child.stdout?.on('data', look);
    look();
  });
  return Promise.race([told, run.ended]);
}

interface Kept {
  readonly integrity: string;
  readonly states: Record<string, number>;
  /** `job id → cpu_metrics id`: a job measured again would have another. */
  readonly metrics: Record<string, string>;
  readonly errors: string[];
  readonly runs: readonly string[];
}

function look(file: string): Kept {
  const database = new Database(file);
  try {
    const count = database.prepare('SELECT state, count(*) AS jobs FROM jobs GROUP BY state').all() as {
      state: string;
      jobs: number;
    }[];
    const metrics = database.prepare('SELECT job_id, id FROM cpu_metrics').all() as { job_id: string; id: string }[];
    const errors = database.prepare('SELECT error FROM jobs WHERE error IS NOT NULL').all() as { error: string }[];
    return {
      integrity: String(database.pragma('integrity_check', { simple: true })),
      states: Object.fromEntries(count.map(({ state, jobs }) => [state, jobs])),
      metrics: Object.fromEntries(metrics.map(({ job_id, id }) => [job_id, id])),
      errors: errors.map(({ error }) => JSON.parse(error).code),
      runs: (database.prepare('SELECT id FROM runs').all() as { id: string }[]).map(({ id }) => id),
    };
  } finally {
    database.close();
  }
}

describe.runIf(process.platform === 'linux')('a run that is killed', () => {
  const random = xoroshiro128plus(20261123);
  const rounds = Array.from({ length: ROUNDS }, (_, round) => ({
    round,
    victim: (['worker', 'engine', 'run'] as const)[round % 3]!,
    told: uniformInt(random, 0, DOCUMENTS - 2),
    afterMs: uniformInt(random, 0, LONGEST_AFTER_MS),
  }));

  it(`keeps what was finished and resumes, ${ROUNDS} times`, { timeout: 900_000 }, async () => {
    let interrupted = 0;
    let workersLost = 0;
    for (const { round, victim, told: moment, afterMs } of rounds) {
      const database = path.join(folder, `round-${round}.sqlite`);
      const run = startRbench(['run', '--docs', documents, '--workers', '2', '--db', database, '--emit', 'ndjson']);
      await hasTold(run, moment);
      await sleep(afterMs);
      const processes = await kill(victim, run);
      const { stdout } = await run.ended;
      await allGone(processes);
      const told = toldFinished(stdout);
      // Killed before it made one.
      if (!existsSync(database)) continue;
      const before = look(database);
      expect(before.integrity).toBe('ok');
      for (const job of told) expect(before.metrics).toHaveProperty(job);
      expect(Object.keys(before.metrics)).toHaveLength(before.states.succeeded ?? 0);
      const [id] = before.runs;
      if (id === undefined) continue;

      const unfinished = (before.states.queued ?? 0) + (before.states.running ?? 0);
      const resumed = await rbench(['resume', 'latest', '--db', database, '--json']);
      if (unfinished > 0) {
        interrupted++;
        expect(resumed.code, resumed.stderr + resumed.stdout).toBe(0);
      }
      const after = look(database);
      expect(after.integrity).toBe('ok');
      expect(after.metrics).toMatchObject(before.metrics);
      // What was broken off has left nothing half-written behind.
      expect((await readdir(path.join(folder, 'results', id))).sort()).toEqual(Object.keys(after.metrics).sort());
      const lost = after.states.failed ?? 0;
      workersLost += lost;
      // Killing an engine or a run costs no job; killing a worker costs at most the one it was at.
      expect(lost).toBeLessThanOrEqual(victim === 'worker' ? 1 : 0);
      expect(after.errors).toEqual(Array(lost).fill('worker.died'));
      expect(after.states).toEqual({ succeeded: DOCUMENTS - lost, ...(lost > 0 ? { failed: lost } : {}) });
    }
    // The moments must have met runs at work, or nothing was tried.
    expect(interrupted).toBeGreaterThan(ROUNDS / 4);
    expect(workersLost).toBeGreaterThan(0);
  });
});
