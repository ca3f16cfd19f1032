/** All faults, in the order of the table. */
import { clockJump } from './clock-jump.ts';
import { corruptDatabase } from './corrupt-database.ts';
import { badDocuments, changedDocuments } from './documents.ts';
import type { Fault } from './fault.ts';
import { freezes } from './freeze.ts';
import { fullDisk } from './full-disk.ts';
import { kills } from './kill.ts';
import { lockedDatabase, longLock } from './locked-database.ts';
import { lostPostgres } from './lost-postgres.ts';
import { memoryLimit } from './memory-limit.ts';
import { slowDisk } from './slow-disk.ts';

export const faults: readonly Fault[] = [
  ...kills,
  ...freezes,
  fullDisk,
  slowDisk,
  memoryLimit,
  clockJump,
  badDocuments,
  changedDocuments,
  corruptDatabase,
  lockedDatabase,
  longLock,
  lostPostgres,
];
