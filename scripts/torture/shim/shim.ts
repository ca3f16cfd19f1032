/**
 * Puts `shim.c` under the processes of a trial, and turns their wall clock and the slowness of their disk while they run. It is
 * compiled once for a campaign, by the system's C compiler.
 */
import { execFileSync } from 'node:child_process';
import { closeSync, openSync, writeSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('./shim.c', import.meta.url));

/** Why it cannot be had here; null where it can. */
export function shimObstacle(): string | null {
  if (process.platform !== 'linux') return 'LD_PRELOAD is Linux’s';
  try {
    execFileSync('cc', ['--version'], { stdio: 'ignore' });
    return null;
  } catch {
    return 'there is no C compiler (cc) to build the shim with';
  }
}

/** @param folder where the library goes, and may be already */
export function buildShim(folder: string): string {
  const library = path.join(folder, 'shim.so');
  execFileSync('cc', ['-shared', '-fPIC', '-O2', '-o', library, source, '-ldl'], { stdio: 'pipe' });
  return library;
}

const places = { clockSeconds: 0, syncUs: 1, writeUs: 2 } as const;
const BYTES_PER_NUMBER = 8;

export class Dial {
  readonly #file: string;

  private constructor(file: string) {
    this.#file = file;
  }

  static async make(folder: string): Promise<Dial> {
    const file = path.join(folder, 'dial');
    await writeFile(file, Buffer.alloc(Object.keys(places).length * BYTES_PER_NUMBER));
    return new Dial(file);
  }

  /** What the processes that obey it must have in their environment. */
  environment(library: string): Record<string, string> {
    return { LD_PRELOAD: library, RBENCH_TORTURE_DIAL: this.#file };
  }

  turn(changes: Partial<Record<keyof typeof places, number>>): void {
    const descriptor = openSync(this.#file, 'r+');
    try {
      for (const [name, value] of Object.entries(changes) as [keyof typeof places, number][]) {
        const bytes = Buffer.alloc(BYTES_PER_NUMBER);
        bytes.writeBigInt64LE(BigInt(value));
        writeSync(descriptor, bytes, 0, BYTES_PER_NUMBER, places[name] * BYTES_PER_NUMBER);
      }
    } finally {
      closeSync(descriptor);
    }
  }
}
