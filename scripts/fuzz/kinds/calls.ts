/**
 * Calls between processes: whatever arrives on a channel, the serving side answers it or passes it over, and the asking side
 * neither fails nor waits for ever.
 */

import { z } from 'zod';
import type { Random } from '../../../fixtures/random.ts';
import { BenchError } from '../../../pipeline/contract/errors.ts';
import { readerCalls } from '../../../pipeline/contract/reader-calls.ts';
import { CallClient, type CallHandlers, serveCalls } from '../../../pipeline/process/calls.ts';
import type { Channel } from '../../../pipeline/process/channel.ts';
import type { ProcessHost } from '../../../pipeline/process/host.ts';
import { relayHost, relayReportSchema, relayRequestSchema, serveRelay } from '../../../pipeline/process/relay.ts';
import { type JsonSchema, sample } from '../samples.ts';
import { expectThat, type FuzzTarget } from '../target.ts';
import { anything, mutate, text } from '../values.ts';

const names = [...Object.keys(readerCalls), '__proto__', 'toString', ''];

const request = (random: Random): unknown =>
  random.chance(0.2)
    ? anything(random)
    : mutate(random, { ask: random.int(0, 9), name: random.pick(names), input: anything(random) });

const listed = z.toJSONSchema(readerCalls['runs.list'].output, { io: 'input', unrepresentable: 'any' }) as JsonSchema;

const reply = (random: Random): unknown => {
  if (random.chance(0.3)) return { answer: 1, output: sample(random, listed) };
  const sound = [
    { answer: 1, output: anything(random) },
    { refusal: 1, error: anything(random) },
    { progress: 1, done: 1, total: 2 },
  ];
  return mutate(random, random.pick<object>(sound));
};

const OURS = 'file:///ours/worker.ts';
const NUMBERS = [0, 1, 2, -1];

const relayed = (random: Random): unknown => {
  const id = random.pick(NUMBERS);
  const sound = [
    { relay: 'start', id, entry: random.pick([OURS, `${OURS}#`, 'file:///theirs.ts', 'data:text/javascript,1']) },
    { relay: 'post', id, message: anything(random) },
    { relay: random.pick(['disconnect', 'kill']), id },
    { relayed: 'pid', id, pid: 4 },
    { relayed: 'message', id, message: anything(random) },
    { relayed: 'line', id, line: text(random) },
    { relayed: 'exit', id, reason: text(random) },
  ];
  const message = random.pick<object>(sound);
  return random.chance(0.3) ? mutate(random, message) : message;
};

export const callTargets = (): FuzzTarget[] => [
  {
    name: 'call/requests',
    draw: request,
    hold: async (input) => {
      const answers: unknown[] = [];
      let receive: (message: unknown) => void = () => undefined;
      const channel: Channel = {
        post: (message) => void answers.push(message),
        onMessage: (listener) => {
          receive = listener;
        },
        onClose: () => undefined,
      };
      const nothing = new Proxy({}, { get: () => () => undefined }) as CallHandlers<typeof readerCalls>;
      serveCalls(channel, readerCalls, nothing);
      receive(input);
      await new Promise(setImmediate);
      const asked =
        typeof input === 'object' && input !== null && 'ask' in input && Number.isInteger(input.ask) && 'name' in input;
      const isAnswered = asked && typeof input.name === 'string' && 'input' in input;
      if (isAnswered && Number.isSafeInteger(input.ask)) expectThat(answers.length === 1, () => `${answers.length} answers`);
      return isAnswered;
    },
  },
  {
    name: 'call/replies',
    draw: reply,
    hold: async (input) => {
      const client = new CallClient(readerCalls, () => undefined);
      const asked = client.ask('runs.list', {} as never).then(
        () => 'answered',
        (thrown: unknown) => (thrown instanceof BenchError ? 'refused' : thrown),
      );
      client.receive(input);
      client.leave(new BenchError('process.died', { reason: 'the end' }));
      const end = await asked;
      expectThat(end === 'answered' || end === 'refused', () => `it failed with ${end}`);
      return end === 'answered';
    },
  },
  {
    name: 'call/relay',
    draw: (random) => Array.from({ length: random.int(1, 8) }, () => relayed(random)),
    hold: (input) => {
      const strangers: string[] = [];
      const host: ProcessHost = {
        kind: 'node',
        start: ({ href }) => {
          if (href !== OURS) strangers.push(href);
          return { pid: 4, post: () => undefined, disconnect: () => undefined, kill: () => undefined };
        },
      };
      const server = serveRelay(host, [new URL(OURS)], () => undefined);
      const asking = relayHost('utility', () => undefined);
      const ends: number[] = [];
      const nobody = { message: () => undefined, line: () => undefined, exit: () => void ends.push(1) };
      asking.start(new URL(OURS), nobody);
      let taken = 0;
      for (const message of input as unknown[]) {
        const request = relayRequestSchema.safeParse(message).data;
        const report = relayReportSchema.safeParse(message).data;
        if (request !== undefined) server.obey(request);
        if (report !== undefined) asking.receive(report);
        if (request !== undefined || report !== undefined) taken += 1;
      }
      asking.close();
      server.close();
      expectThat(strangers.length === 0, () => `it started ${strangers}`);
      expectThat(ends.length === 1, () => `the end was told ${ends.length} times`);
      return taken > 0;
    },
  },
];
