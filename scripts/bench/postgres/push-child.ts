/** Of `bench:postgres`: pushes twice, in a process of its own, whose memory is then the push's. */
import { performance } from 'node:perf_hooks';
import { type PushPhase, postgresTargetSchema, pushOptionsSchema } from '../../../pipeline/contract/postgres.ts';
import { PUSH_CACHE_MEGABYTES, push } from '../../../pipeline/export/postgres/push.ts';
import { keepHeapSmall } from '../../../pipeline/export/postgres/small-heap.ts';
import { openStore } from '../../../pipeline/store/store.ts';

export interface PushBenchAnswer {
  readonly seconds: number;
  readonly sending: number;
  readonly comparing: number;
  readonly again: number;
  readonly peakMegabytes: number;
}

keepHeapSmall();
const [database = '', run = '', host = '', port = '', user = '', name = ''] = process.argv.slice(2);
const store = openStore(database, { mode: 'read', cacheMegabytes: PUSH_CACHE_MEGABYTES });
const began = new Map<PushPhase, number>();
const once = () =>
  push(store, {
    target: postgresTargetSchema.parse({ host, port: Number(port), user, database: name, tls: 'disable' }),
    password: null,
    runs: [run],
    options: pushOptionsSchema.parse({ create_schema: true }),
    isAlive: () => false,
    signal: new AbortController().signal,
    onPreflight: () => undefined,
    onProgress: ({ phase }) => {
      if (!began.has(phase)) began.set(phase, performance.now());
    },
  });

const { seconds } = await once();
const end = performance.now();
const comparing = (end - (began.get('comparing') ?? end)) / 1000;
const sending = ((began.get('comparing') ?? end) - (began.get('sending') ?? end)) / 1000;
const again = (await once()).seconds;
const answer: PushBenchAnswer = { seconds, sending, comparing, again, peakMegabytes: process.resourceUsage().maxRSS / 1024 };
process.stdout.write(JSON.stringify(answer));
