import { expect, onTestFinished, test, vi } from 'vitest';
import type { HostKind } from '../../pipeline/process/host.ts';
import { glibComplaint, type ProbeOutcome, planHosts, probe } from './probe.ts';
import { playedHost } from './testing/played-host.ts';

const report = { node_api: 10, node: '24.1.0', decoded: true };
const complaint = "GLib-GObject-CRITICAL **: g_object_ref: assertion 'G_IS_OBJECT (object)' failed";
const fine: ProbeOutcome = { kind: 'answered', report, complaint: null };
const old: ProbeOutcome = { kind: 'answered', report: { ...report, node_api: 9 }, complaint: null };
const colliding: ProbeOutcome = { kind: 'answered', report, complaint };
const failed: ProbeOutcome = { kind: 'failed', reason: 'killed by SIGTRAP' };

const utility = 'utility' as const;
const node = 'node' as const;
test.each<[string, ProbeOutcome, HostKind | null, boolean, [HostKind, HostKind, HostKind]]>([
  // outcome, --host, a Node beside the app → engine, reader, workers
  ['all is well', fine, null, true, [utility, utility, utility]],
  ['all is well', fine, node, true, [node, node, node]],
  ['all is well', fine, utility, true, [utility, utility, utility]],
  ['all is well', fine, node, false, [utility, utility, utility]],
  ['the driver needs more', old, null, true, [node, node, utility]],
  ['the driver needs more', old, utility, true, [node, node, utility]],
  ['the driver needs more', old, node, true, [node, node, node]],
  ['images collide', colliding, null, true, [utility, node, node]],
  ['images collide', colliding, utility, true, [utility, utility, utility]],
  ['images collide', colliding, null, false, [utility, utility, utility]],
  ['the probe died', failed, null, true, [node, node, node]],
  ['the probe died', failed, utility, true, [node, node, utility]],
  ['the probe died', failed, null, false, [utility, utility, utility]],
])('where %s (%#), --host=%s and Node beside the app: %s', (_what, outcome, wanted, atHand, hosts) => {
  const plan = planHosts(outcome, wanted, atHand);
  expect([plan.engine.host, plan.reader.host, plan.workers.host]).toEqual(hosts);
});

test('the reason of a choice says what was seen', () => {
  const reasons = (outcome: ProbeOutcome, wanted: HostKind | null, atHand: boolean) => {
    const { engine, workers } = planHosts(outcome, wanted, atHand);
    return [engine.reason, workers.reason];
  };
  expect(reasons(old, null, true)[0]).toBe('This Electron offers Node-API 9, and the database driver needs 10.');
  expect(reasons(colliding, null, true)[1]).toContain(complaint);
  expect(reasons(failed, null, true)).toEqual([expect.stringContaining('SIGTRAP'), expect.stringContaining('SIGTRAP')]);
  expect(reasons(fine, node, false)).toEqual(Array(2).fill('There is no Node beside the app.'));
  expect(reasons(fine, utility, true)[1]).toBe('--host=utility asks for it.');
});

test.each([
  [`\n(electron:1): ${complaint}\nmore`, complaint],
  ['(x:1): GLib-CRITICAL **: a', 'GLib-CRITICAL **: a'],
  ['GLib-GIO-ERROR **: b', 'GLib-GIO-ERROR **: b'],
  [`GLib-WARNING ${'x'.repeat(500)}`, `GLib-WARNING ${'x'.repeat(107)}`],
  ['Gtk-WARNING **: no theme', null],
  ['GLib is loaded', null],
  ['', null],
])('of %j the complaint is %j', (text, found) => expect(glibComplaint(text)).toBe(found));

function probing() {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const { host, started } = playedHost();
  const outcome = probe(host, new URL('file:///probe.js'));
  const [process] = started;
  if (process === undefined) throw new Error('it was not started');
  return { outcome, process };
}

test('the probe waits a moment for complaints after the answer, and ends the process', async () => {
  const { outcome, process } = probing();
  process.events.message(report);
  process.events.complaint?.('GLib-GObject-');
  process.events.complaint?.('CRITICAL **: late\n');
  await vi.advanceTimersByTimeAsync(1000);
  expect(await outcome).toEqual({ kind: 'answered', report, complaint: 'GLib-GObject-CRITICAL **: late' });
  expect(process.told).toEqual(['kill']);
});

test('a probe that dies has failed, after its answer too, for the crash comes when the libraries collide', async () => {
  const { outcome, process } = probing();
  process.events.message(report);
  process.events.exit('killed by SIGSEGV');
  expect(await outcome).toEqual({ kind: 'failed', reason: 'killed by SIGSEGV' });
});

test.each([[{ ...report, decoded: false }], [{ node_api: 'ten' }], ['hello']])('%j is no decoded image', async (message) => {
  const { outcome, process } = probing();
  process.events.message(message);
  expect(await outcome).toEqual({ kind: 'failed', reason: 'it decoded an image wrongly' });
});

test('a probe that says nothing is given up', async () => {
  const { outcome, process } = probing();
  await vi.advanceTimersByTimeAsync(15_000);
  expect(await outcome).toEqual({ kind: 'failed', reason: 'it did not answer' });
  expect(process.told).toEqual(['kill']);
});
