/**
 * The load generator as a process of its own, so that neither its timers nor its CPU are those of what it tests: a gateway that
 * stands still must not keep uploads from leaving.
 */
import { readFile } from 'node:fs/promises';
import os from 'node:os';
import { BenchError, reasonOf, systemCodeOf } from '../../contract/errors.ts';
import { type GeneratorCommand, type GeneratorReport, generatorCommandSchema } from '../../contract/generator-messages.ts';
import type { Arrival, PlannedArrival } from '../../contract/load.ts';
import { cpuMicroseconds } from '../../contract/spans.ts';
import { nowMicroseconds } from '../../measure/clock.ts';
import { processCpu } from '../../measure/cpu.ts';
import { parentChannel } from '../../process/channel.ts';
import { askForEnds, hearWebhooks, type JobEnds } from './job-ends.ts';
import { type PlayedDocument, play } from './play.ts';
import { readAuthority } from './probe.ts';
import { UploadClient } from './upload-client.ts';

const TELL_EVERY_MS = 200;
const MICROSECONDS = 1e6;

interface Prepared {
  readonly plan: readonly PlannedArrival[];
  readonly documentOf: (arrival: PlannedArrival) => PlayedDocument;
  readonly client: UploadClient;
  readonly ends: JobEnds;
}

export function serveGenerator(): void {
  beforeOthers();
  const channel = parentChannel();
  const send = (report: GeneratorReport) => channel.post(report);
  const stop = new AbortController();
  const enough = new AbortController();
  let prepared: Prepared | null = null;

  async function obey(command: GeneratorCommand): Promise<void> {
    switch (command.kind) {
      case 'prepare':
        prepared = await prepare(command);
        return send({ kind: 'ready' });
      case 'begin':
        if (prepared === null)
          throw new BenchError('message.invalid', { from: 'the engine', reason: 'a load that begins before it is prepared' });
        return playAll(prepared, command.at_us);
      case 'enough':
        return enough.abort();
      case 'stop':
        return stop.abort();
    }
  }

  async function playAll({ plan, documentOf, client, ends }: Prepared, beginUs: number): Promise<void> {
    const changed = new Map<number, Arrival>();
    const unanswered = new Map<string, number>();
    const cpuBefore = cpuMicroseconds(processCpu());
    const tell = () => {
      send({
        kind: 'progress',
        changes: Array.from(changed, ([index, arrival]) => ({ index, arrival })),
        cpu_us: cpuMicroseconds(processCpu()) - cpuBefore,
        unanswered: Object.fromEntries(unanswered),
      });
      changed.clear();
    };
    const telling = setInterval(tell, TELL_EVERY_MS);
    await play({
      plan,
      documentOf,
      async upload(document, arrival) {
        const answer = await client.upload({ ...document, webhook: ends.webhook, arrival });
        if (answer.kind === 'lost') unanswered.set(answer.reason, (unanswered.get(answer.reason) ?? 0) + 1);
        return answer;
      },
      jobEnd: (jobId) => ends.of(jobId),
      now: () => (nowMicroseconds() - beginUs) / MICROSECONDS,
      onChange: (arrival, index) => changed.set(index, { ...arrival }),
      enough: enough.signal,
      signal: stop.signal,
    });
    clearInterval(telling);
    tell();
    send({ kind: 'done' });
    ends.close();
    client.close();
  }

  channel.onMessage((message) => {
    const command = generatorCommandSchema.safeParse(message);
    const obeyed = command.success
      ? obey(command.data)
      : Promise.reject(new BenchError('message.invalid', { from: 'the engine', reason: reasonOf(command.error) }));
    obeyed.catch((thrown: unknown) => send({ kind: 'failed', error: BenchError.wrap(thrown).toInfo() }));
  });
  channel.onClose(() => process.exit(0));
  // Ctrl-C reaches every process of the terminal; the engine decides when the load ends.
  process.on('SIGINT', () => undefined);
}

/** A machine that is full is what is tested: where the system allows it, the generator goes before the others on it. */
function beforeOthers(): void {
  try {
    os.setPriority(os.constants.priority.PRIORITY_HIGH);
  } catch {
    // Then its lateness says whether the test counts.
  }
}

/** Every document that the plan names is in memory before the first is sent: a disk that is slow is no part of the load. */
async function prepare(command: Extract<GeneratorCommand, { kind: 'prepare' }>): Promise<Prepared> {
  const { plan, documents, gateway, timeout_ms } = command;
  const client = new UploadClient(gateway, timeout_ms, await readAuthority(gateway));
  const contents = new Map<string, PlayedDocument>();
  for (const { path, document } of plan) {
    const key = `${path} ${document}`;
    const named = documents[path]?.[document];
    if (named === undefined) throw new BenchError('load.no_documents', { path });
    if (!contents.has(key)) contents.set(key, { name: named.name, content: await read(named.file) });
  }
  return {
    plan,
    documentOf: ({ path, document }) => contents.get(`${path} ${document}`) as PlayedDocument,
    client,
    ends: command.ends === 'webhook' ? await hearWebhooks() : askForEnds(client),
  };
}

async function read(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (thrown) {
    const isGone = systemCodeOf(thrown) === 'ENOENT';
    throw isGone
      ? new BenchError('input.missing', { file })
      : new BenchError('input.unreadable', { file, reason: reasonOf(thrown) });
  }
}
