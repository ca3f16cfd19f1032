/** How a command ended, in one word: what a script would go by. */
import { type Started, startRbench } from '../testing/rbench.ts';
import type { Ground } from './ground.ts';

/** `done`, `interrupted`, `killed`, `failed` (nothing succeeded), or the code of the error that it said. */
export type CommandEnd = string;

/** An invalid load test (5) is a test that was done. */
const done = [0, 5];
const INTERRUPTED = 130;

export function endOf({ code, stdout, stderr }: Awaited<Started['ended']>): CommandEnd {
  if (code === null) return 'killed';
  if (done.includes(code)) return 'done';
  const said = errorIn(stdout) ?? /\[([a-z_]+(?:\.[a-z_]+)?)\]\s*$/m.exec(stderr)?.[1];
  return said ?? (code === INTERRUPTED ? 'interrupted' : 'failed');
}

function errorIn(stdout: string): string | undefined {
  try {
    return (JSON.parse(stdout) as { error?: { code?: string } }).error?.code;
  } catch {
    return undefined;
  }
}

/** Starts `rbench` as a part of the trial. */
export const start = (ground: Pick<Ground, 'environment'>, ...words: readonly string[]): Started =>
  startRbench(words, { environment: ground.environment });

/** Runs it to its end. */
export const command = async (ground: Pick<Ground, 'environment'>, ...words: readonly string[]): Promise<CommandEnd> =>
  endOf(await start(ground, ...words).ended);
