/**
 * `rbench load --serve` with uploads from here: told is what its gateway answered with 202, heard by somebody who is no part of it.
 */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { GatewayAddress } from '../../../pipeline/contract/load.ts';
import { UploadClient } from '../../../pipeline/load/generator/upload-client.ts';
import { sleep } from '../../../pipeline/measure/clock.ts';
import type { Started } from '../../testing/rbench.ts';
import { nothingTold } from '../books.ts';
import { start } from '../command.ts';
import type { Ground } from '../ground.ts';
import type { Activity } from './activity.ts';
import { JobsWork } from './jobs.ts';

const UPLOADS = 50;
const FIRST = 20;
const EVERY_MS = 80;
const TIMEOUT_MS = 10_000;

export const gatewayActivity: Activity = {
  name: 'gateway',
  title: 'gateway with uploads from outside',
  needsServer: false,
  async begin(ground) {
    const front = start(ground, 'load', '--serve', '--json', '--workers', '2', '--db', ground.database);
    const accepted: string[] = [];
    const begun = Promise.withResolvers<void>();
    const sending = send(ground, front, { begun: begun.promise, onAccepted: (job) => accepted.push(job) }).then((isThere) => {
      if (isThere) front.child.kill('SIGINT');
    });
    return new JobsWork({
      ground,
      front,
      told: () => ({ ...nothingTold, accepted }),
      aim: ground.chance.between(1, FIRST / 2),
      onBegun: begun.resolve,
      afterwards: () => sending,
    });
  },
};

interface Sending {
  /** Resolves when the first uploads are being worked on; only then come the others. */
  readonly begun: Promise<void>;
  readonly onAccepted: (job: string) => void;
}

/** Whether there is still a gateway in the end. */
async function send(ground: Ground, front: Started, { begun, onAccepted }: Sending): Promise<boolean> {
  const address = await gatewayOf(front);
  if (address === null) return false;
  let isThere = true;
  const client = new UploadClient(address, TIMEOUT_MS);
  const names = (await readdir(ground.documents)).sort();
  const answers: Promise<void>[] = [];
  for (let upload = 0; upload < UPLOADS && isThere && isRunning(front); upload += 1) {
    if (upload === FIRST) await begun;
    const name = names[upload % names.length] ?? '';
    const content = await readFile(path.join(ground.documents, name));
    answers.push(
      client.upload({ name, content, webhook: null, arrival: upload }).then((answer) => {
        if (answer.kind === 'accepted') onAccepted(answer.job_id);
        if (answer.kind === 'lost' && answer.reason === 'ECONNREFUSED') isThere = false;
      }),
    );
    await sleep(EVERY_MS);
  }
  await Promise.all(answers);
  client.close();
  return isThere;
}

const isRunning = ({ child }: Started): boolean => child.exitCode === null && child.signalCode === null;

/** Null where it ended before it had one. */
async function gatewayOf(front: Started): Promise<GatewayAddress | null> {
  while (isRunning(front)) {
    const line = front
      .stderr()
      .split('\n')
      .slice(0, -1)
      .find((each) => each.includes('"token"'));
    if (line !== undefined) return JSON.parse(line);
    await sleep(EVERY_MS);
  }
  return null;
}
