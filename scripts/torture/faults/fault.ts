/** What happens to an activity at work, what it may come to, and how it is made good again. */
import type { PostgresServer } from '../../../pipeline/export/postgres/testing/server.ts';
import type { ActivityName } from '../activities/activity.ts';
import type { CommandEnd } from '../command.ts';
import type { Ground } from '../ground.ts';

export interface Site {
  readonly ground: Ground;
  readonly activity: ActivityName;
  /** Null where the activity needs none. */
  readonly server: PostgresServer | null;
  /** The shim's library, built when first asked for. */
  readonly shim: () => string;
  /** Resolves when the activity has ended. */
  readonly ended: () => Promise<unknown>;
  /** Something that should not have been, seen by the fault itself. */
  readonly complain: (sentence: string) => void;
}

/** A fault that is set up for one trial. */
export interface Armed {
  /** The activity's first process is there. */
  started?(): void;
  /** While it is at work. By what means, or of which kind, for the table; null where nothing was left to strike. */
  strike(): Promise<string | null>;
  /** When it has ended, before anybody looks: whoever runs it has freed the disk, restored the file, started the server. */
  mend?(): Promise<void> | void;
}

export interface Fault {
  readonly name: string;
  /** In the words of the table. */
  readonly title: string;
  readonly on: readonly ActivityName[];
  /** The one that it is tried on where little time is given; null where another fault of its kind stands for it. */
  readonly short: ActivityName | null;
  /** How the command may end. */
  readonly ends: readonly CommandEnd[];
  /** Codes with which jobs may fail, and how many of them at most. */
  readonly failures: { readonly codes: readonly string[]; readonly most: number };
  /** Why it cannot be tried here; null where it can. */
  obstacle(): string | null;
  arm(site: Site): Promise<Armed>;
}

export const noFailures: Fault['failures'] = { codes: [], most: 0 };
export const none = (): null => null;
