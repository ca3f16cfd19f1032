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
import { type JsonSchema, sample } from '../samples.ts';
import { expectThat, type FuzzTarget } from '../target.ts';
import { anything, mutate } from '../values.ts';

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
];
