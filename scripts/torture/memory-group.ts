/** A control group that bounds the memory of some processes together (cgroups(7), version 1 or 2). Needs the right to make one. */
import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

interface Version {
  readonly name: string;
  readonly root: string;
  readonly limit: string;
  readonly usage: string;
  readonly unlimited: string;
  /** Holds a line `oom_kill N`. */
  readonly events: string;
}

const versions: readonly Version[] = [
  {
    name: 'cgroup v2',
    root: '/sys/fs/cgroup',
    limit: 'memory.max',
    usage: 'memory.current',
    unlimited: 'max',
    events: 'memory.events',
  },
  {
    name: 'cgroup v1',
    root: '/sys/fs/cgroup/memory',
    limit: 'memory.limit_in_bytes',
    usage: 'memory.usage_in_bytes',
    unlimited: '-1',
    events: 'memory.oom_control',
  },
];

export class MemoryGroup {
  readonly version: string;
  readonly #version: Version;
  readonly #folder: string;

  private constructor(version: Version, name: string) {
    this.#version = version;
    this.version = version.name;
    this.#folder = path.join(version.root, name);
  }

  /** Null where this user may not make one, or the system bounds no memory. */
  static make(name: string): MemoryGroup | null {
    for (const version of versions) {
      const group = new MemoryGroup(version, name);
      try {
        mkdirSync(group.#folder);
      } catch {
        continue;
      }
      if (existsSync(group.#file(version.limit))) return group;
      group.remove();
    }
    return null;
  }

  /** And all that it starts from then on. */
  add(pid: number): void {
    writeFileSync(this.#file('cgroup.procs'), String(pid));
  }

  get usedBytes(): number {
    return Number(readFileSync(this.#file(this.#version.usage), 'utf8'));
  }

  limit(bytes: number | null): void {
    writeFileSync(this.#file(this.#version.limit), bytes === null ? this.#version.unlimited : String(bytes));
  }

  /** So many processes were killed for want of memory. */
  get killed(): number {
    return Number(/oom_kill (\d+)/.exec(readFileSync(this.#file(this.#version.events), 'utf8'))?.[1] ?? 0);
  }

  /** When no process is in it any more. */
  remove(): void {
    rmdirSync(this.#folder);
  }

  #file(name: string): string {
    return path.join(this.#folder, name);
  }
}
