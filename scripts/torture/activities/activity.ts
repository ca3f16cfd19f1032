/** What a fault strikes: a command at work, what may be asked of it while and after it is struck, and how it is resumed. */
import type { PostgresServer } from '../../../pipeline/export/postgres/testing/server.ts';
import type { Account } from '../books.ts';
import type { CommandEnd } from '../command.ts';
import type { Ground } from '../ground.ts';

export const activityNames = ['run', 'compare', 'load', 'gateway', 'export', 'queue', 'load-postgres'] as const;
export type ActivityName = (typeof activityNames)[number];

export interface Activity {
  readonly name: ActivityName;
  /** In the words of the table. */
  readonly title: string;
  readonly needsServer: boolean;
  /** @param server where `needsServer` */
  begin(ground: Ground, server: PostgresServer | null): Promise<Work>;
}

/** What was found in the books, and how much there was to lose. */
export interface Look extends Account {
  /** Jobs, uploads or rows that were acknowledged. */
  readonly acknowledged: number;
  /** Not done yet. */
  readonly left: number;
  /** Something is left, or nobody has closed the work though all is done. */
  readonly isOpen: boolean;
  /** Jobs that failed, by the codes of their errors. */
  readonly failed: Readonly<Record<string, number>>;
}

export interface Work {
  /** Resolves when some of it is done and some is not, or when it ended by itself. */
  begun(): Promise<void>;
  readonly ended: Promise<CommandEnd>;
  /** After it ended. */
  look(): Promise<Look>;
  /** Does what is left, in one command. */
  resume(): Promise<CommandEnd>;
  /** After that: nothing is left, and what was there is not there anew. */
  lookAgain(): Promise<Look>;
}
