/** Where one trial takes place: a folder, documents, a database and an environment of its own, all gone when it is over. */
import { randomUUID } from 'node:crypto';
import { chmod, cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { PostgresServer } from '../../pipeline/export/postgres/testing/server.ts';
import type { Chance } from './chance.ts';
import { killAll, MARK } from './processes.ts';

export class Ground {
  readonly mark = randomUUID();
  readonly folder: string;
  readonly chance: Chance;
  /** What its processes find in their environment beside the mark; a fault adds to it. */
  readonly environment: Record<string, string> = {};
  readonly began = performance.now();
  /** Makes the database on the server that rows are pushed into, where a fault wants one of its own. */
  serverDatabase: ((server: PostgresServer) => Promise<string>) | null = null;
  /** Undone when the trial is over, the last first. */
  readonly #undo: (() => unknown)[] = [];

  private constructor(folder: string, chance: Chance) {
    this.folder = folder;
    this.chance = chance;
    this.environment[MARK] = this.mark;
  }

  /** @param documents a folder of which the trial gets a copy, to do with as it likes */
  static async make(documents: string, chance: Chance): Promise<Ground> {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-torture-'));
    const ground = new Ground(folder, chance);
    // A Postgres server runs as another user, and may have files on the trial's disk.
    await chmod(folder, 0o711);
    await mkdir(ground.disk);
    await cp(documents, ground.documents, { recursive: true });
    return ground;
  }

  /** Holds the database and what is written beside it; may be a file system of its own. */
  get disk(): string {
    return path.join(this.folder, 'disk');
  }

  get database(): string {
    return path.join(this.disk, 'bench.sqlite');
  }

  get documents(): string {
    return path.join(this.folder, 'documents');
  }

  get seconds(): number {
    return (performance.now() - this.began) / 1000;
  }

  atEnd(undo: () => unknown): void {
    this.#undo.push(undo);
  }

  async clear(): Promise<void> {
    killAll(this.mark);
    for (const undo of this.#undo.reverse()) await undo();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
