/** A file system of a size of its own, in memory: what a disk does when it is full can then be tried without filling one. */
import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { systemCodeOf } from '../../pipeline/contract/errors.ts';

const FILLER = 'filler';
const MEGABYTE = 1024 * 1024;

export class SmallDisk {
  readonly place: string;

  /** @throws where this user may not mount */
  constructor(place: string, megabytes: number) {
    mkdirSync(place, { recursive: true });
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', place], { stdio: 'pipe' });
    this.place = place;
  }

  /** To the last byte. */
  fill(): void {
    const file = openSync(path.join(this.place, FILLER), 'a');
    try {
      for (const bytes of [MEGABYTE, 4096, 1]) fillWith(file, Buffer.alloc(bytes));
    } finally {
      closeSync(file);
    }
  }

  free(): void {
    rmSync(path.join(this.place, FILLER), { force: true });
  }

  /** Whoever still holds a file of it keeps it until then. */
  unmount(): void {
    execFileSync('umount', ['--lazy', this.place], { stdio: 'pipe' });
  }
}

function fillWith(file: number, piece: Buffer): void {
  try {
    for (;;) writeSync(file, piece);
  } catch (thrown) {
    if (systemCodeOf(thrown) !== 'ENOSPC') throw thrown;
  }
}

/** Why it cannot be had here; null where it can. */
export function smallDiskObstacle(): string | null {
  const place = mkdtempSync(path.join(os.tmpdir(), 'rbench-disk-'));
  try {
    new SmallDisk(place, 1).unmount();
    return null;
  } catch {
    return 'this user may not mount a tmpfs';
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
