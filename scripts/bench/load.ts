/**
 * What the load generator itself costs and how late it is, and whether tools that others wrote see the same at the same gateway:
 * `npm run bench:load [-- SECONDS]`. autocannon comes from npm; wrk, where the system has it.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import autocannon from 'autocannon';
import sharp from 'sharp';
import { accountOf, latenessOf } from '../../pipeline/analysis/load/account.ts';
import { planArrivals } from '../../pipeline/analysis/load/arrival-plan.ts';
import { table } from '../../pipeline/cli/output.ts';
import type { Arrival } from '../../pipeline/contract/load.ts';
import { GeneratorProcess } from '../../pipeline/engine/load/generator-process.ts';
import { uploadForm } from '../../pipeline/load/generator/form.ts';
import { nowMicroseconds, sleep } from '../../pipeline/measure/clock.ts';
import { nodeHost } from '../../pipeline/process/host.ts';
import { tell, tellNotMeasured } from './rows.ts';

const TOKEN = 'the token of the bench, long enough';
const MEGABYTE = 1_000_000;
const SECONDS = Number(process.argv[2] ?? 10);
const RATE = 200;
/** For the comparison of tools: so many a second, of which so many find room. */
const SHARED_RATE = 40;
const ROOM = 250;
const LEAD_US = 500_000;
const TIMEOUT_MS = 35_000;
const generatorEntry = new URL('../../pipeline/load/generator/main.ts', import.meta.url);
const stub = fileURLToPath(new URL('load/stub-gateway.ts', import.meta.url));

const folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-bench-load-'));
const file = path.join(folder, 'scan.jpg');
const document = await oneMegabyte();
await writeFile(file, document);
const form = uploadForm('scan.jpg', document.length, null);
const body = Buffer.concat([form.head, document, form.tail]);
const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': form.contentType };

try {
  await generatorAlone();
  await sideBySide();
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function generatorAlone(): Promise<void> {
  const { answers, generator_cpu, arrivals, gateway_cpu } = await playAt(RATE, Number.POSITIVE_INFINITY);
  const late = latenessOf(arrivals)?.percentiles.map(({ found }) => (found.value * 1000).toFixed(2)) ?? [];
  const told = `${RATE} uploads of 1 MB a second for ${SECONDS} s`;
  const [p50 = Number.NaN, , p99 = Number.NaN] = late.map(Number);
  tell('load', {
    what: `lateness of an upload, p99: ${told}`,
    value: p99,
    unit: 'ms',
    goal: { atMost: 5 },
    note: `p50 ${p50} ms`,
  });
  tell('load', { what: `CPU of the generator: ${told}`, value: generator_cpu, unit: 'cores', goal: { atMost: 0.5 } });
  tell('load', { what: `CPU of the gateway: ${told}`, value: gateway_cpu, unit: 'cores' });
  tell('load', {
    what: 'uploads answered with 202 that the gateway counted as well',
    ...{ value: (100 * accountOf(arrivals).completed) / Math.max(1, answers), unit: '%', goal: { atLeast: 100 } },
    note: `${accountOf(arrivals).completed} of ${arrivals.length}`,
  });
  console.log(`\nThe generator: ${RATE} uploads a second of 1 MB for ${SECONDS} s, workers stubbed`);
  console.log(
    table(
      [{ title: '', align: 'left' }, { title: 'found' }, { title: 'goal' }],
      [
        ['uploads answered with 202', `${accountOf(arrivals).completed} of ${arrivals.length}`, ''],
        ['answers that the gateway counted', answers, ''],
        ['lateness p50, ms', late[0] ?? '–', ''],
        ['lateness p95, ms', late[1] ?? '–', ''],
        ['lateness p99, ms', late[2] ?? '–', '5'],
        ['CPU of the generator, cores', generator_cpu.toFixed(2), '0.5'],
        ['CPU of the gateway, cores', gateway_cpu.toFixed(2), ''],
      ],
    ),
  );
}

/** Each tool at a gateway of its own, with room for as many: the rest is turned away with 503. */
async function sideBySide(): Promise<void> {
  const rows: (string | number)[][] = [];
  const ours = await playAt(SHARED_RATE, ROOM);
  const { completed, rejected } = accountOf(ours.arrivals);
  rows.push(['rbench', completed, rejected, ours.answers, ((completed + rejected) / SECONDS).toFixed(1)]);
  rows.push(await byAutocannon());
  rows.push(...(await byWrk()));
  for (const [tool, accepted, refused, counted, perSecond] of rows) {
    tell('load', {
      what: `the same gateway seen by ${tool}: answers`,
      ...{ value: Number(perSecond), unit: 'a second' },
      note: `${accepted} × 202, ${refused} × 5xx; the gateway counted ${counted}`,
    });
  }
  if (rows.every(([tool]) => tool !== 'wrk')) {
    tellNotMeasured('load', 'the same gateway seen by wrk', 'there is no program wrk (Debian: apt-get install wrk)');
  }
  console.log(
    `\nThe same gateway for each tool, with room for ${ROOM} documents of 1 MB; ${SHARED_RATE} a second but for wrk, which has no rate`,
  );
  console.log(
    table(
      [
        { title: 'tool', align: 'left' },
        { title: 'answered 202' },
        { title: 'answered 5xx' },
        { title: 'the gateway counted' },
        { title: 'a second' },
      ],
      rows,
    ),
  );
}

async function playAt(rate: number, room: number) {
  const gateway = await openGateway(room);
  const plan = planArrivals(
    { profile: 'constant', per_second: rate, seconds: SECONDS },
    { seed: 1, fastShare: 1, documents: { fast: 1, standard: 0 } },
  );
  const arrivals: Arrival[] = [];
  let cpu = 0;
  const generator = new GeneratorProcess(nodeHost(), generatorEntry, ({ changes, cpu_us }) => {
    cpu = cpu_us;
    for (const { index, arrival } of changes) arrivals[index] = arrival;
  });
  await generator.prepare({
    plan,
    documents: { fast: [{ name: 'scan.jpg', file }] },
    gateway: { url: gateway.url, token: TOKEN },
    timeout_ms: TIMEOUT_MS,
    ends: 'webhook',
  });
  await sleep(LEAD_US / 1000);
  await generator.play(nowMicroseconds() + LEAD_US);
  generator.close();
  const { answers, cpu_seconds } = await gateway.close();
  return { arrivals, answers, generator_cpu: cpu / 1e6 / SECONDS, gateway_cpu: cpu_seconds / SECONDS };
}

async function byAutocannon(): Promise<(string | number)[]> {
  const gateway = await openGateway(ROOM);
  const result = await autocannon({
    url: `${gateway.url}/v1/documents`,
    method: 'POST',
    headers,
    body,
    connections: 10,
    overallRate: SHARED_RATE,
    duration: SECONDS,
  });
  const { answers } = await gateway.close();
  return ['autocannon', result['2xx'], result['5xx'], answers, (answers / result.duration).toFixed(1)];
}

async function byWrk(): Promise<(string | number)[][]> {
  const script = path.join(folder, 'upload.lua');
  const bodyFile = path.join(folder, 'body');
  await writeFile(bodyFile, body);
  await writeFile(
    script,
    [
      `local file = io.open(${JSON.stringify(bodyFile)}, 'rb')`,
      `wrk.method = 'POST'`,
      `wrk.body = file:read('*a')`,
      ...Object.entries(headers).map(([name, value]) => `wrk.headers[${JSON.stringify(name)}] = ${JSON.stringify(value)}`),
      'function done(summary)',
      `  io.write(string.format('COUNTS %d %d %d\\n', summary.requests, summary.errors.status, summary.duration))`,
      'end',
    ].join('\n'),
  );
  const gateway = await openGateway(ROOM);
  const found = await promisify(execFile)('wrk', [
    '-t1',
    '-c4',
    `-d${SECONDS}s`,
    '-s',
    script,
    `${gateway.url}/v1/documents`,
  ]).catch(() => null);
  const { answers } = await gateway.close();
  const [, requests = 0, errors = 0, us = 1] = /COUNTS (\d+) (\d+) (\d+)/.exec(found?.stdout ?? '')?.map(Number) ?? [];
  if (found === null) return [];
  return [['wrk', requests - errors, errors, answers, (requests / (us / 1e6)).toFixed(1)]];
}

async function openGateway(room: number) {
  const child: ChildProcess = spawn(process.execPath, [stub, TOKEN, String(room)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream })[Symbol.asyncIterator]();
  const url = String((await lines.next()).value);
  return {
    url,
    async close(): Promise<{ answers: number; serverErrors: number; cpu_seconds: number }> {
      child.kill('SIGTERM');
      const counted = JSON.parse(String((await lines.next()).value));
      if (child.exitCode === null) await once(child, 'exit');
      return counted;
    },
  };
}

/** A real JPEG, filled up behind its end as scanners do with their notes. */
async function oneMegabyte(): Promise<Buffer> {
  const image = await sharp({ create: { width: 800, height: 1000, channels: 3, background: 'white' } })
    .jpeg()
    .toBuffer();
  return Buffer.concat([image, Buffer.alloc(Math.max(0, MEGABYTE - image.length), 0x20)]);
}
