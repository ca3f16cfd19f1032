/**
 * The gateway alone in a process, behind it workers that take no time: what is measured with it is the way to the door. Prints its
 * address, and its own CPU and counts when told to end.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { defaultLimits } from '../../../pipeline/contract/load.ts';
import type { MetricsContract } from '../../../pipeline/contract/metrics.ts';
import { startGateway } from '../../../pipeline/load/gateway/gateway.ts';
import type { Intake, ReceivedDocument } from '../../../pipeline/load/gateway/intake.ts';
import { Webhooks } from '../../../pipeline/load/gateway/webhooks.ts';

const [token = '', room = 'Infinity'] = process.argv.slice(2);
const folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-bench-load-'));
const webhooks = new Webhooks();
let taken = 0;

const intake: Intake = {
  get hasRoom() {
    return taken < Number(room);
  },
  depth: 0,
  inFlight: 0,
  async accept(document: ReceivedDocument) {
    if (taken >= Number(room)) return false;
    taken += 1;
    const end = { job_id: document.job_id, status: 'SUCCESS' };
    if (document.webhook !== null) webhooks.send(document.webhook, end as unknown as MetricsContract);
    await rm(document.file);
    return true;
  },
  read: () => null,
};

const gateway = await startGateway({ intake, limits: { ...defaultLimits, max_queue: 100_000 }, token, folder, port: 0 });
process.stdout.write(`${gateway.url}\n`);
process.on('SIGTERM', async () => {
  const { user, system } = process.cpuUsage();
  const { answers, serverErrors } = gateway.metrics;
  process.stdout.write(`${JSON.stringify({ answers, serverErrors, cpu_seconds: (user + system) / 1e6 })}\n`);
  await gateway.close();
  // An upload that was cut off may still be written.
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  process.exit(0);
});
