/** Gateways that are opened for others: strangers' uploads, and load tests of another process. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LoadGround, type Printed, processesOf, until } from '../../scripts/testing/load-ground.ts';
import { rbench, type Started, startRbench } from '../../scripts/testing/rbench.ts';
import { SmallDisk, smallDiskObstacle } from '../../scripts/torture/small-disk.ts';
import type { GatewayAddress } from '../contract/load.ts';
import { UploadClient } from '../load/generator/upload-client.ts';
import { openStore } from '../store/store.ts';

let ground: LoadGround;
beforeAll(async () => {
  ground = await LoadGround.make();
});
afterAll(() => ground.remove());

const STRANGERS = 10;

/** Opens a gateway without a load of its own. */
async function serve(name: string): Promise<{ serving: Started; gateway: GatewayAddress }> {
  const serving = startRbench(['load', '--serve', '--json', '--workers', '1', '--db', ground.database(name)]);
  await until(serving, () => serving.stderr().includes('"token"'));
  const line = serving
    .stderr()
    .split('\n')
    .find((each) => each.includes('"token"'));
  return { serving, gateway: JSON.parse(line ?? '') };
}

it.each(['SIGTERM', 'SIGKILL'] as const)('does what strangers had uploaded when its gateway was ended by %s', async (signal) => {
  const name = `strangers-${signal}`;
  const { serving, gateway } = await serve(name);
  const client = new UploadClient(gateway, 20_000);
  const content = await readFile(path.join(ground.documents, 'page_000.jpg'));
  const answers = await Promise.all(
    Array.from({ length: STRANGERS }, (_, number) =>
      client.upload({ name: `${number}.jpg`, content, webhook: null, arrival: number }),
    ),
  );
  const { engine } = await processesOf(serving);
  process.kill(signal === 'SIGKILL' ? engine : (serving.child.pid ?? 0), signal);
  await serving.ended;
  client.close();
  const accepted = answers.flatMap((answer) => (answer.kind === 'accepted' ? [answer.job_id] : []));
  expect(accepted).toHaveLength(STRANGERS);
  const resumed = await rbench(['resume', 'latest', '--json', '--db', ground.database(name)]);
  expect(resumed.code, resumed.stdout).toBe(0);
  const store = openStore(ground.database(name), { mode: 'read' });
  const [run] = store.listRuns({ search: '', limit: 1, offset: 0 });
  expect(store.countJobs(run?.id ?? '')).toMatchObject({ succeeded: STRANGERS, failed: 0, queued: 0, running: 0 });
  expect(store.jobsOf(run?.id ?? '', { limit: 100 }).map(({ id }) => id)).toEqual(expect.arrayContaining(accepted));
  store.close();
  // They are there alone, and are shown from there.
  expect((await readdir(path.join(ground.folder, 'results', run?.id ?? '', 'incoming'))).sort()).toEqual(accepted.sort());
});

const mayMount = smallDiskObstacle() === null;

it.runIf(mayMount)('does what strangers had uploaded when its disk was full', async () => {
  const disk = new SmallDisk(path.join(ground.folder, 'disk'), 16);
  try {
    const file = path.join(disk.place, 'full.sqlite');
    const { serving, gateway } = await serve(path.join('disk', 'full'));
    const client = new UploadClient(gateway, 20_000);
    const content = await readFile(path.join(ground.documents, 'page_000.jpg'));
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, number) =>
        client.upload({ name: `${number}.jpg`, content, webhook: null, arrival: number }),
      ),
    );
    client.close();
    disk.fill();
    const { stdout } = await serving.ended;
    expect(JSON.parse(stdout).error.code).toBe('store.full');
    disk.free();
    const resumed = await rbench(['resume', 'latest', '--json', '--db', file]);
    expect(resumed.code, resumed.stdout).toBe(0);
    const store = openStore(file, { mode: 'read' });
    const [run] = store.listRuns({ search: '', limit: 1, offset: 0 });
    const { succeeded, failed } = store.countJobs(run?.id ?? '');
    store.close();
    const accepted = answers.filter(({ kind }) => kind === 'accepted').length;
    expect(accepted).toBeGreaterThan(0);
    expect(succeeded + failed).toBe(accepted);
  } finally {
    disk.unmount();
  }
});

it('uploads to a gateway that another process opened', async () => {
  const { serving, gateway } = await serve('served');
  const environment = { RBENCH_GATEWAY_TOKEN: gateway.token };
  const { stdout } = await rbench(
    ground.loadOf('sender', '--gateway-url', gateway.url, '--profile', 'constant', '--rate', '2', '--seconds', '3'),
    { environment },
  );
  const { arrivals, signals } = JSON.parse(stdout) as Printed & { signals: { signal: string; level: string | null }[] };
  expect(arrivals).toMatchObject({ arrived: 6, completed: 6 });
  expect(signals.map(({ signal, level }) => [signal, level])).toEqual([
    ['cpu', null],
    ['queue', null],
    ['pool', null],
    ['errors', 'ok'],
  ]);
  const refused = await rbench(ground.loadOf('stranger', '--gateway-url', gateway.url), {
    environment: { RBENCH_GATEWAY_TOKEN: 'another' },
  });
  expect(JSON.parse(refused.stdout).error.code).toBe('load.gateway_token');
  expect(refused.code).toBe(1);
  // One that dies in the midst is no success either.
  const orphan = startRbench(
    ground.loadOf('orphan', '--gateway-url', gateway.url, '--profile', 'constant', '--rate', '4', '--seconds', '6'),
    { environment },
  );
  await ground.untilAccepted(orphan, 'orphan', 2);
  process.kill(serving.child.pid ?? 0, 'SIGINT');
  await serving.ended;
  const left = JSON.parse((await orphan.ended).stdout);
  expect(left.first_to_break).toMatchObject({ signal: 'errors' });
  expect(left.warnings.find(({ code }: { code: string }) => code === 'load.no_answer').message).toContain('ECONNREFUSED');
  const store = openStore(ground.database('served'), { mode: 'read' });
  const [run] = store.listRuns({ search: '', limit: 1, offset: 0 });
  expect(store.countJobs(run?.id ?? '').succeeded).toBeGreaterThanOrEqual(6);
  store.close();
});
