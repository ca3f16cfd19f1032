/** What the command palette offers, and in which order for what was typed. Pure. */
import fuzzysort from 'fuzzysort';
import type { RunListItem } from '../../pipeline/contract/run.ts';
import { runName, screenOf } from '../features/runs/run-figures.ts';
import { moment } from '../ui/format.ts';
import { go } from '../ui/route.ts';
import { type Command, type CommandContext, isAvailable } from './commands.ts';

export interface PaletteItem {
  readonly id: string;
  readonly title: string;
  /** What kind of thing it is, in small. */
  readonly kind: string;
  readonly keywords: string;
  readonly keys: readonly string[];
  run(): void | Promise<void>;
}

/** Runs that are shown before anything is typed; any is found by its name. */
const FIRST_RUNS = 5;
export const MOST_FOUND = 50;
/** Below it, what is found has no more to do with what was typed than that its letters are in it. */
const LEAST_SCORE = 0.3;

const kinds: Readonly<Record<RunListItem['kind'], string>> = {
  run: 'Run',
  compare: 'Comparison',
  load: 'Load test',
  capacity: 'Run',
};

const ofRun = (run: RunListItem): PaletteItem => ({
  id: `run:${run.id}`,
  title: runName(run),
  kind: `${kinds[run.kind]}, ${moment(run.created_at)}`,
  keywords: [kinds[run.kind], run.state, run.id, ...run.tags].join(' '),
  keys: [],
  run: () => go(screenOf(run)),
});

const ofCommand = (command: Command, context: CommandContext): PaletteItem => ({
  id: command.id,
  title: command.title,
  kind: command.group,
  keywords: `${command.group} ${command.keywords ?? ''}`,
  keys: command.keys ?? [],
  run: () => command.run(context),
});

/** @param all the palette itself is left out: it is open */
export function paletteItems(all: readonly Command[], context: CommandContext, typed: string): readonly PaletteItem[] {
  const offered = all
    .filter((command) => command.id !== 'palette.open' && isAvailable(command, context))
    .map((command) => ofCommand(command, context));
  const runs = context.runs.map(ofRun);
  const wanted = typed.trim();
  if (wanted === '') return [...offered, ...runs.slice(0, FIRST_RUNS)];
  return fuzzysort
    .go(wanted, [...offered, ...runs], { keys: ['title', 'keywords'], limit: MOST_FOUND, threshold: LEAST_SCORE })
    .map(({ obj }) => obj);
}
