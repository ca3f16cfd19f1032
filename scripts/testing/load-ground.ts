/** Where load tests of the real command line are tried: documents, databases, and the processes of a test that goes on. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { sleep } from '../../pipeline/measure/clock.ts';
import { readOrNull } from '../../pipeline/measure/proc-stat.ts';
import { openStore } from '../../pipeline/store/store.ts';
import { childrenOf, drawDocuments, type Started } from './rbench.ts';

const DOCUMENTS = 6;
const LOOK_MS = 50;

export interface Printed {
  readonly run_id: string;
  readonly state: string;
  readonly is_valid: boolean | null;
  readonly arrivals: Record<'arrived' | 'completed' | 'failed' | 'rejected' | 'in_flight' | 'unsent', number>;
  readonly lateness: { readonly max: number };
  readonly latency: { readonly percentiles: { readonly share: number; readonly found: { readonly value: number } }[] };
}

export const printed = (stdout: string): Printed => JSON.parse(stdout);

export const share = ({ latency }: Printed, wanted: number): number =>
  latency.percentiles.find((each) => each.share === wanted)?.found.value ?? Number.NaN;

export class LoadGround {
  readonly folder: string;
  readonly documents: string;

  static async make(): Promise<LoadGround> {
    const ground = new LoadGround(await mkdtemp(path.join(os.tmpdir(), 'rbench-load-')));
    await drawDocuments(ground.documents, DOCUMENTS);
    return ground;
  }

  private constructor(folder: string) {
    this.folder = folder;
    this.documents = path.join(folder, 'documents');
  }

  database(name: string): string {
    return path.join(this.folder, `${name}.sqlite`);
  }

  /** The words of a load test with two workers on a database of its own. */
  loadOf(name: string, ...words: string[]): string[] {
    return ['load', '--docs', this.documents, '--json', '--workers', '2', '--db', this.database(name), ...words];
  }

  /** Resolves when so many uploads of a test have been accepted. */
  untilAccepted(run: Started, name: string, wanted: number): Promise<void> {
    return until(run, () => this.#accepted(name) >= wanted);
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true });
  }

  /** None before there is a database. */
  #accepted(name: string): number {
    try {
      const store = openStore(this.database(name), { mode: 'read' });
      const [run] = store.listRuns({ search: '', limit: 1, offset: 0 });
      const accepted = run === undefined ? 0 : store.loadArrivalsOf(run.id).filter(({ status }) => status === 202).length;
      store.close();
      return accepted;
    } catch {
      return 0;
    }
  }
}

/** Resolves when it holds. @throws Error with what the command said, when it ended before */
export async function until(run: Started, holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) {
    if (run.child.exitCode !== null || run.child.signalCode !== null) throw new Error(`It ended too soon: ${run.stderr()}`);
    await sleep(LOOK_MS);
  }
}

/** The processes of a load test by what they do. */
export async function processesOf(run: Started) {
  const [engine = 0] = await childrenOf(run.child.pid ?? 0);
  const below = await childrenOf(engine);
  const isGenerator = (pid: number) => readOrNull(`/proc/${pid}/cmdline`)?.includes('load/generator') ?? false;
  return { engine, generator: below.find(isGenerator) ?? 0, workers: below.filter((pid) => !isGenerator(pid)) };
}

export const signalAll = (pids: readonly number[], signal: 'SIGSTOP' | 'SIGCONT') => {
  for (const pid of pids) process.kill(pid, signal);
};
