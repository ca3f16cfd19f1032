import { execFileSync, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { cpuMicroseconds } from '../contract/spans.ts';
import { runChild } from './children.ts';
import { isAlive, readOrNull } from './proc-stat.ts';

const onLinux = process.platform === 'linux';
const node = (source: string) => ['--input-type=module', '-e', source] as const;
const burn = (milliseconds: number) =>
  `const start = process.cpuUsage(); const used = () => { const { user, system } = process.cpuUsage(start); return user + system; };
  while (used() < ${milliseconds * 1000});`;

function hasSetpriv(): boolean {
  try {
    execFileSync('setpriv', ['--pdeathsig', 'KILL', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe('runChild', () => {
  it('passes input and environment, and gives back what was written', async () => {
    const source = 'process.stderr.write(process.env.OF_TEST); process.stdin.pipe(process.stdout)';
    const outcome = await runChild(process.execPath, node(source), {
      input: Buffer.from('ink'),
      environment: { OF_TEST: 'yes' },
    });
    expect(outcome).toMatchObject({ exitCode: 0, signal: null, stderr: 'yes' });
    expect(outcome.stdout.toString()).toBe('ink');
  });

  it.runIf(onLinux)('tells the CPU that the child burnt', async () => {
    const idle = await runChild(process.execPath, node(''));
    const busy = await runChild(process.execPath, node(burn(500)));
    const difference = cpuMicroseconds(busy.cpu!) - cpuMicroseconds(idle.cpu!);
    expect(difference).toBeGreaterThan(400_000);
    expect(difference).toBeLessThan(650_000);
  });

  it('fails with the error of the system when there is no such program', async () => {
    await expect(runChild('no-such-program-anywhere', [])).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('tells an exit code of 127 that is the program’s own', async () => {
    expect(await runChild(process.execPath, node('process.exit(127)'))).toMatchObject({ exitCode: 127 });
  });

  it('tells a child that was killed', async () => {
    expect(await runChild(process.execPath, node("process.kill(process.pid, 'SIGKILL')"))).toMatchObject({
      exitCode: null,
      signal: 'SIGKILL',
    });
  });

  it.runIf(onLinux && hasSetpriv())('leaves no child behind when this process is killed', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-child-'));
    const note = path.join(folder, 'pid');
    const module = new URL('./children.ts', import.meta.url).href;
    const parent = spawn(
      process.execPath,
      node(`import { runChild } from '${module}';
      await runChild('sh', ['-c', 'echo $$ > "$NOTE"; exec sleep 60'], { environment: { NOTE: '${note}' } });`),
    );
    const child = await vi.waitUntil(() => Number(readOrNull(note)), { timeout: 10_000 });
    expect(isAlive(child, null)).toBe(true);
    parent.kill('SIGKILL');
    await vi.waitUntil(() => !isAlive(child, null), { timeout: 5000 });
    await rm(folder, { recursive: true });
  });
});
