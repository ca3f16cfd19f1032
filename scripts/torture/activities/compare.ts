/** `rbench compare`: told is how many documents have ended, by its progress. */
import type { Started } from '../../testing/rbench.ts';
import { nothingTold, type Told } from '../books.ts';
import { start } from '../command.ts';
import type { Activity } from './activity.ts';
import { JobsWork } from './jobs.ts';

/** Two sides, two passes each, of three documents and a warm-up. */
const LEAST_BEFORE = 3;
const MOST_BEFORE = 10;

export const compareActivity: Activity = {
  name: 'compare',
  title: 'comparison',
  needsServer: false,
  async begin(ground) {
    const words = ['--same', '--docs', ground.documents, '--count', '3', '--passes', '2', '--json'];
    const front = start(ground, 'compare', ...words, '--db', ground.database);
    return new JobsWork({
      ground,
      front,
      told: () => progressOf(front),
      aim: ground.chance.between(LEAST_BEFORE, MOST_BEFORE),
    });
  },
};

function progressOf({ stderr }: Started): Told {
  const told = [...stderr().matchAll(/documents (\d+)\/\d+ · pass/g)].map(([, ended]) => Number(ended));
  return { ...nothingTold, ended: Math.max(0, ...told) };
}
