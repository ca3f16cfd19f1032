/** Opens the log with the program that the system has for it; where it has none, its folder is shown. */
import { shell } from 'electron';
import type { Log } from './log.ts';

export async function openLogFile(log: Log): Promise<void> {
  const problem = await shell.openPath(log.file);
  if (problem !== '') shell.showItemInFolder(log.file);
}
