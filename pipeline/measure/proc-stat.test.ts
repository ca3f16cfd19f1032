import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { cpuMicroseconds } from '../contract/spans.ts';
import { processCpu } from './cpu.ts';
import { isAlive, parseProcessStat, readProcessAccount } from './proc-stat.ts';

const line = (command: string) =>
  `42 (${command}) S 1 42 42 0 -1 4194560 100 0 0 0 250 75 30 5 20 0 11 0 987654 1000 200 18446744073709551615`;

describe('parseProcessStat', () => {
  it.each(['node', 'a b', 'odd) R 9 (name', ''])('reads its times past the command %j', (command) => {
    expect(parseProcessStat(line(command))).toEqual({
      own: { user_us: 2_500_000, system_us: 750_000 },
      children: { user_us: 300_000, system_us: 50_000 },
      startTicks: 987654,
      zombie: false,
    });
  });

  it('knows a process that has ended and was not taken note of', () => {
    expect(parseProcessStat(line('node').replace(') S', ') Z'))?.zombie).toBe(true);
  });

  it('answers null for text of another kind', () => {
    expect(parseProcessStat('')).toBeNull();
    expect(parseProcessStat('42 (node) S 1')).toBeNull();
  });
});

describe.runIf(process.platform === 'linux')('the account of a process', () => {
  it('agrees with what this process says of itself', () => {
    const start = processCpu();
    while (cpuMicroseconds(processCpu()) - cpuMicroseconds(start) < 300_000);
    const inside = cpuMicroseconds(processCpu());
    const outside = cpuMicroseconds(readProcessAccount('self')!.own);
    expect(Math.abs(outside - inside)).toBeLessThan(0.02 * inside + 20_000);
  });

  it('tells a living process from a dead one and from another with its pid', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    const { startTicks } = readProcessAccount(child.pid!)!;
    expect(isAlive(child.pid!, startTicks)).toBe(true);
    expect(isAlive(child.pid!, startTicks + 1)).toBe(false);
    child.kill('SIGKILL');
    await once(child, 'close');
    expect(isAlive(child.pid!, startTicks)).toBe(false);
    expect(readProcessAccount(child.pid!)).toBeNull();
  });

  it('takes a process that ended without anybody taking note for dead', async () => {
    // The shell becomes a program that never waits for its child.
    const parent = spawn('sh', ['-c', 'sleep 0.05 & exec sleep 20']);
    const children = () => readFileSync(`/proc/${parent.pid}/task/${parent.pid}/children`, 'utf8').trim();
    try {
      await vi.waitUntil(() => readProcessAccount(Number(children()))?.zombie, { timeout: 10_000 });
      expect(isAlive(Number(children()), null)).toBe(false);
    } finally {
      parent.kill('SIGKILL');
    }
  });
});
