/** `rbench run`: told is what its contracts say, one for each job that ended. */
import type { Started } from '../../testing/rbench.ts';
import { nothingTold, type Told } from '../books.ts';
import { start } from '../command.ts';
import type { Activity } from './activity.ts';
import { JobsWork } from './jobs.ts';

const COUNT = 24;

export const runActivity: Activity = {
  name: 'run',
  title: 'run',
  needsServer: false,
  async begin(ground) {
    const words = ['--docs', ground.documents, '--count', String(COUNT), '--workers', '2'];
    const front = start(ground, 'run', ...words, '--db', ground.database, '--emit', 'ndjson');
    return new JobsWork({ ground, front, told: () => contractsOf(front), aim: ground.chance.between(1, COUNT / 3) });
  },
};

/** The last line may have been cut off by a kill, and is then nothing that was told. */
function contractsOf({ stdout }: Started): Told {
  const contracts = stdout()
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as { job_id: string; status: 'SUCCESS' | 'FAILED' });
  const of = (wanted: string) => contracts.filter(({ status }) => status === wanted).map(({ job_id }) => job_id);
  return { ...nothingTold, succeeded: of('SUCCESS'), failed: of('FAILED') };
}
