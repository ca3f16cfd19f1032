/**
 * Which process works on a run, and whether it still does.
 */
import type { Owner } from '../contract/run.ts';
import { isAlive, readOrNull, readProcessAccount } from '../measure/proc-stat.ts';

/** Changes with each boot, after which process ids begin anew. */
const bootId = (): string => readOrNull('/proc/sys/kernel/random/boot_id')?.trim() ?? '';

export const thisProcess = (): Owner => ({
  pid: process.pid,
  started: String(readProcessAccount('self')?.startTicks ?? ''),
  boot: bootId(),
});

export function isThisProcess(owner: Owner): boolean {
  const { pid, started, boot } = thisProcess();
  return owner.pid === pid && owner.started === started && owner.boot === boot;
}

export const ownerIsAlive = (owner: Owner): boolean =>
  owner.boot === bootId() && isAlive(owner.pid, owner.started === '' ? null : Number(owner.started));
