/** For tests on Linux: the processes of the app, seen from outside. */
import { readdir, readFile } from 'node:fs/promises';
import type { LaunchedApp } from './launch.ts';

export interface SeenProcess {
  readonly pid: number;
  readonly command: string;
}

/** All processes that descend from this one, whichever of its threads started them; elsewhere than on Linux none is known. */
export async function descendantsOf(root: number): Promise<SeenProcess[]> {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name)).map(Number);
  const children = new Map<number, number[]>();
  for (const pid of pids) {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    // The name in parentheses may hold anything; state and parent follow it.
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (parent === undefined || state === 'Z') continue;
    children.set(Number(parent), [...(children.get(Number(parent)) ?? []), pid]);
  }
  const found: SeenProcess[] = [];
  const open = [root];
  for (let pid = open.pop(); pid !== undefined; pid = open.pop()) {
    for (const child of children.get(pid) ?? []) {
      const command = (await readFile(`/proc/${child}/cmdline`, 'utf8').catch(() => '')).replaceAll('\0', ' ');
      found.push({ pid: child, command });
      open.push(child);
    }
  }
  return found;
}

export type OwnProcess = 'engine' | 'reader' | 'worker' | 'samples' | 'probe';

/** Processes of ours of that kind, in whichever host: Node's name their program, Electron knows its own by a name. */
export async function processesOf({ app }: LaunchedApp, kind: OwnProcess): Promise<number[]> {
  const main = app.process().pid ?? 0;
  const named = await app.evaluate(
    ({ app: electron }, name) =>
      electron
        .getAppMetrics()
        .filter((each) => each.name === name)
        .map(({ pid }) => pid),
    `Rythmiq Bench ${kind}`,
  );
  const node = (await descendantsOf(main))
    .filter(({ command }) => command.trimEnd().endsWith(`/${kind}.js`))
    .map(({ pid }) => pid);
  return [...new Set([...named, ...node])];
}
