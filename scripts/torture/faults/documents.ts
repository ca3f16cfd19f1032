/** Documents are truncated, replaced or gone while they are worked on, or before a resume. */
import { cp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { readBooks } from '../books.ts';
import type { Chance } from '../chance.ts';
import { command } from '../command.ts';
import { leftAfter } from '../processes.ts';
import { type Fault, noFailures, none } from './fault.ts';
import { strikeAll } from './kill.ts';

const damages: readonly ((file: string) => Promise<unknown>)[] = [
  async (file) => truncate(file, Math.floor((await readFile(file)).length / 2)),
  (file) => truncate(file, 0),
  (file) => writeFile(file, 'This was an image.\n'),
  async (file) => writeFile(file, (await readFile(file)).fill(7, 100)),
  (file) => rm(file),
  async (file) =>
    writeFile(
      file,
      await sharp(await readFile(file))
        .negate({ alpha: false })
        .jpeg()
        .toBuffer(),
    ),
];

async function damage(folder: string, chance: Chance, count: number): Promise<void> {
  const names = (await readdir(folder)).sort();
  const first = chance.between(0, names.length - 1);
  for (let each = 0; each < Math.min(count, names.length); each += 1)
    await chance.oneOf(damages)(path.join(folder, names[(first + each) % names.length] ?? ''));
}

const SOME = 4;

export const badDocuments: Fault = {
  name: 'bad-documents',
  title: 'documents cut, replaced or removed at work',
  on: ['run', 'compare', 'load'],
  short: 'run',
  ends: ['done'],
  failures: {
    codes: ['input.missing', 'input.empty', 'input.broken', 'input.unsupported_type', 'input.changed'],
    most: Number.POSITIVE_INFINITY,
  },
  obstacle: none,
  arm: async ({ ground }) => ({
    strike: async () => {
      await damage(ground.documents, ground.chance, SOME);
      return '';
    },
  }),
};

export const changedDocuments: Fault = {
  name: 'changed-documents',
  title: 'documents changed before a resume, then restored',
  on: ['run', 'compare', 'load'],
  short: null,
  ends: ['killed'],
  failures: noFailures,
  obstacle: none,
  async arm({ ground, ended, complain }) {
    const originals = path.join(ground.folder, 'originals');
    await cp(ground.documents, originals, { recursive: true });
    return {
      async strike() {
        if (!strikeAll(ground.mark)) return null;
        await ended();
        await leftAfter(ground.mark, LEAVE_MS);
        const isLeft = [...readBooks(ground.database).jobs.values()].some(
          ({ state }) => state === 'queued' || state === 'running',
        );
        if (!isLeft) return null;
        await damage(ground.documents, ground.chance, Number.POSITIVE_INFINITY);
        const said = await command(ground, 'resume', 'latest', '--db', ground.database, '--json');
        if (said !== 'run.documents_changed') complain(`a resume over changed documents ended with ${said}`);
        return 'the resume says run.documents_changed';
      },
      mend: () => cp(originals, ground.documents, { recursive: true }),
    };
  },
};

const LEAVE_MS = 5000;
