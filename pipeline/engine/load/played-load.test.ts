import { expect, it } from 'vitest';
import { BenchError } from '../../contract/errors.ts';
import type { GeneratorCommand } from '../../contract/generator-messages.ts';
import type { HostedProcessEvents } from '../../process/host.ts';
import { LoadDocuments } from './load-documents.ts';
import { PlayedLoad, type PlayedLoadOptions } from './played-load.ts';

const here = { url: 'http://127.0.0.1:1', token: 'secret' };

/** A load whose generator is ready at once and hears what it is told. */
function playedLoad() {
  const heard: GeneratorCommand['kind'][] = [];
  let events: HostedProcessEvents | null = null;
  const kept: object[] = [];
  const load = new PlayedLoad({
    context: { generatorEntry: new URL('file:///generator'), store: { planArrivals: () => undefined } },
    request: { gateway: null, limits: { request_timeout_ms: 1000 } },
    id: 'run',
    clock: { now: () => 0, originUs: 0, anchorUtc: '' },
    documents: new LoadDocuments([]),
    arrivals: [],
    host: {
      kind: 'node',
      start(_entry: URL, told: HostedProcessEvents) {
        events = told;
        return {
          pid: 1,
          post({ kind }: GeneratorCommand) {
            heard.push(kind);
            if (kind === 'prepare') told.message({ kind: 'ready' });
            if (kind === 'stop') told.message({ kind: 'done' });
          },
          disconnect: () => heard.push('disconnect' as never),
          kill: () => undefined,
        };
      },
    },
    sentFrom: null,
    keepPlan: (changes: object) => kept.push(changes),
  } as unknown as PlayedLoadOptions);
  return { load, heard, kept, die: () => events?.exit('killed by SIGKILL') };
}

it('sends nothing where nobody will read it', async () => {
  const { load, heard } = playedLoad();
  await load.play(here, async () => false);
  expect(heard).toEqual(['prepare', 'disconnect']);
  expect(load.hasBegun).toBe(false);
});

it('can be stopped after it was enough: the generator waits for nothing then, and is let go', async () => {
  const { load, heard, kept } = playedLoad();
  const played = load.play(here, async () => true);
  await expect.poll(() => heard).toContain('begin');
  load.enough();
  load.enough();
  load.stop();
  await played;
  expect(heard).toEqual(['prepare', 'begin', 'enough', 'stop', 'disconnect']);
  expect(kept).toEqual([{ began: expect.any(Number) }, { stopped_at: expect.any(Number) }]);
});

it('fails with its generator', async () => {
  const { load, heard, die } = playedLoad();
  const played = load.play(here, async () => true);
  await expect.poll(() => heard).toContain('begin');
  die();
  await expect(played).rejects.toThrow(BenchError);
});
