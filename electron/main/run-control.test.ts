import { expect, onTestFinished, test, vi } from 'vitest';
import type { EngineReport } from '../../pipeline/contract/engine-messages.ts';
import type { LiveRun } from '../../pipeline/contract/live-run.ts';
import { defaultSettings } from '../../pipeline/contract/settings.ts';
import { RunControl } from './run-control.ts';
import { type PlayedProcess, playedHost } from './testing/played-host.ts';

const run = '0b7d1c52-4c1e-4f3a-9a55-6f2f0c9f1d11';
const request = { name: 'one', documents: '/docs', selection: 'all', count: null, settings: defaultSettings } as const;
const coded = (code: string) => expect.objectContaining({ code });

/** An engine that opens its database and works until the test says how the work ended. */
function runControl(atStart: (process: PlayedProcess) => void = () => undefined) {
  const report = (process: PlayedProcess | undefined, message: EngineReport) => process?.events.message(message);
  const { host, started } = playedHost((message, process) => {
    const { call, number } = message as { call: string; number: number };
    if (call === 'open') atStart(process);
    if (['open', 'cancel', 'edit', 'delete'].includes(call)) {
      queueMicrotask(() => report(process, { answer: number, error: null, outcome: null }));
    }
  });
  const lives: LiveRun[] = [];
  const heard = { begin: vi.fn(), runsChanged: vi.fn(), death: vi.fn() };
  const entry = new URL('file:///engine.js');
  const control = new RunControl({
    ...{ host, entry, database: 'bench.sqlite', relay: { host, entries: [new URL('file:///worker.js')] } },
    hosts: { preferred: 'node', no_utility: null, node: 'node' },
    onLive: (live) => lives.push(live),
    onBegin: heard.begin,
    onRunsChanged: heard.runsChanged,
    onDeath: heard.death,
  });
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  const calls = () => started.map(({ told }) => told.map((message) => (message as { call?: string }).call ?? message));
  return { control, started, report, lives, heard, calls };
}

test('a comparison is watched as one, and so is its rest', async () => {
  const { control, started, report, lives } = runControl();
  const { settings: _, ...documents } = request;
  const sides = (['a', 'b'] as const).map((name) => ({ name, settings: defaultSettings }));
  const plan = { seed: 1, blocks: 1, metric: 'cpu', materiality: 0.02, preset: null, sides } as const;
  await control.compare({ ...documents, plan: { ...plan, sides }, results: null });
  expect(started[0]?.told[1]).toMatchObject({ call: 'compare', request: { name: 'one', plan: { blocks: 1 } } });
  report(started[0], { event: 'pass_began', number: 2, of: 4, side: 'b' });
  expect(control.live).toMatchObject({ kind: 'compare', pass: { number: 2, of: 4, side: 'b' } });
  started[0]?.events.exit('killed by SIGKILL');
  await vi.waitFor(() => expect(lives.at(-1)?.phase).toBe('ended'));
  await control.resume(run, { name: 'one', kind: 'compare' });
  expect(control.live).toMatchObject({ kind: 'compare', name: 'one', pass: null });
});

test('the rest of a load test is watched as a run, and begun as what it is', async () => {
  const { control, heard } = runControl();
  await control.resume(run, { name: 'burst', kind: 'load' });
  expect([control.live?.kind, heard.begin.mock.calls]).toEqual(['run', [['load']]]);
});

test('one run at a time: a second is refused until the first has ended', async () => {
  const { control, started, report, calls, lives } = runControl();
  await control.start({ ...request, results: null, emit_contract: false });
  await expect(control.resume(run, { name: '', kind: 'run' })).rejects.toEqual(coded('run.busy'));
  expect([control.isWorking, control.live?.name, calls()]).toEqual([true, 'one', [['open', 'run']]]);
  const error = { code: 'input.no_documents', message: 'none', details: { folder: '/docs' } } as const;
  report(started[0], { answer: 2, error, outcome: null });
  await vi.waitFor(() => expect(control.isWorking).toBe(false));
  expect(lives.at(-1)).toMatchObject({ phase: 'ended', error: { code: 'input.no_documents' } });
  await control.resume(run, { name: '', kind: 'run' });
  expect(calls()).toEqual([['open', 'run', 'resume']]);
});

test('how a run goes on is told at its pace and no faster, and no more once it has ended', async () => {
  const { control, started, report, lives, heard } = runControl();
  await control.start({ ...request, results: null, emit_contract: false });
  for (let done = 1; done <= 50; done++) report(started[0], { event: 'preparing', done, total: 50 });
  report(started[0], { event: 'run_started', run_id: run, jobs: 50, finished: 0 });
  expect([lives.length, heard.runsChanged.mock.calls.length]).toEqual([0, 1]);
  vi.advanceTimersByTime(1000);
  expect(lives).toHaveLength(5);
  expect(lives.at(-1)).toMatchObject({ run_id: run, prepared: { done: 50 }, phase: 'running' });
  await control.cancel();
  expect(lives.at(-1)).toMatchObject({ phase: 'stopping' });
  started[0]?.events.exit('killed by SIGKILL');
  await vi.waitFor(() => expect(lives.at(-1)).toMatchObject({ phase: 'ended' }));
  const told = lives.length;
  vi.advanceTimersByTime(10_000);
  expect(lives).toHaveLength(told);
});

test('runs that the engine could release only later are read anew', async () => {
  const { control, started, report, heard } = runControl();
  await control.connect();
  report(started[0], { event: 'runs_released' });
  expect(heard.runsChanged).toHaveBeenCalledOnce();
});

test('a run whose engine died ends with the sentence, and a fresh engine is there at once', async () => {
  const { control, started, report, lives, heard, calls } = runControl();
  await control.start({ ...request, results: null, emit_contract: false });
  report(started[0], { event: 'run_started', run_id: run, jobs: 2, finished: 0 });
  started[0]?.events.exit('killed by SIGKILL');
  await vi.waitFor(() => expect(lives.at(-1)?.phase).toBe('ended'));
  expect(lives.at(-1)?.error).toMatchObject({ code: 'engine.died', details: { reason: 'killed by SIGKILL', run } });
  expect(heard.death.mock.calls).toEqual([[coded('engine.died')]]);
  await vi.waitFor(() => expect(calls()[1]).toEqual(['open']));
  await control.resume(run, { name: '', kind: 'run' });
  expect(calls()).toEqual([
    ['open', 'run'],
    ['open', 'resume'],
  ]);
});

test('an engine that cannot start is not started over and over, and who asks is told why', async () => {
  const { control, started, heard } = runControl((process) =>
    queueMicrotask(() => process.events.exit('exit code 1: no driver')),
  );
  const why = expect.objectContaining({ code: 'engine.start_failed', details: { reason: 'exit code 1: no driver' } });
  await expect(control.start({ ...request, results: null, emit_contract: false })).rejects.toEqual(why);
  expect([started.length, control.isWorking, heard.death.mock.calls]).toEqual([1, false, []]);
  await expect(control.edit(run, {})).rejects.toEqual(why);
  expect(started).toHaveLength(2);
});

test('closing lets the engine go, and its end is no death', async () => {
  const { control, started, heard, calls } = runControl();
  await control.edit(run, { pinned: true });
  await control.close();
  started[0]?.events.exit('exit code 0');
  expect([calls(), heard.death.mock.calls]).toEqual([[['open', 'edit', 'disconnect']], []]);
  await runControl().control.close();
});
