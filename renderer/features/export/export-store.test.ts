import { describe, expect, test } from 'vitest';
import { BenchError } from '../../../pipeline/contract/errors.ts';
import { type PreflightLine, postgresTargetSchema } from '../../../pipeline/contract/postgres.ts';
import { ExportStore } from './export-store.ts';

const run = '11111111-1111-4111-8111-111111111111';
const other = '22222222-2222-4222-8222-222222222222';
const target = postgresTargetSchema.parse({ host: 'db.example.com', database: 'production', user: 'bench' });
const line = (state: PreflightLine['state']): PreflightLine => ({
  check: 'server',
  state,
  text: 'A sentence.',
  error: state === 'problem' ? new BenchError('postgres.standby').toInfo() : null,
});
const result = { dry_run: false, runs: [], seconds: 1 };

function withAnswers(answers: Record<string, unknown> = {}) {
  const asked: { name: string; input: unknown }[] = [];
  const all: Record<string, unknown> = {
    'export.connection': { target, password: 'kept' },
    'export.check': { lines: [line('ok')], missing: [] },
    'export.push': result,
    ...answers,
  };
  const store = new ExportStore((async (name: string, input: unknown) => {
    asked.push({ name, input });
    const answer = all[name];
    if (answer instanceof Error) throw answer;
    return typeof answer === 'function' ? answer() : (answer ?? null);
  }) as never);
  return { store, asked, names: () => asked.map(({ name }) => name) };
}

describe('the form', () => {
  test('begins with what was used last, and is not read again over what was typed', async () => {
    const { store } = withAnswers();
    await store.load();
    expect(store.get().target).toMatchObject({ host: 'db.example.com', port: '5432' });
    store.changeTarget({ host: 'other' });
    await store.load();
    expect(store.get().target.host).toBe('other');
  });

  test('makes no draft before it is filled in, and means the latest run unless others are chosen', async () => {
    const { store } = withAnswers({ 'export.connection': { target: null, password: 'none' } });
    await store.load();
    expect(store.draft([run])).toBeNull();
    store.changeTarget({ host: 'h', database: 'd', user: 'u' });
    expect(store.ticked([])).toEqual([]);
    expect(store.ticked([run, other])).toEqual([run]);
    expect(store.draft([run])).toMatchObject({ runs: [run], options: { dry_run: false, create_schema: false } });
    store.change({ runs: [other], createSchema: true });
    expect(store.ticked([run, other])).toEqual([other]);
    expect(store.draft([other])).toMatchObject({ runs: [other], options: { create_schema: true } });
  });

  test('means no run that was deleted since it was ticked, and means it again when that is undone', async () => {
    const { store } = withAnswers();
    store.change({ runs: [other, run] });
    expect(store.ticked([run])).toEqual([run]);
    expect(store.ticked([run, other])).toEqual([other, run]);
  });

  test('what is changed makes what was found and done before old', async () => {
    const { store } = withAnswers();
    await store.load();
    await store.push([run]);
    expect(store.get()).toMatchObject({ result, preflight: { missing: [] } });
    store.addJobColumn();
    expect(store.get()).toMatchObject({ result: null, preflight: null });
  });
});

describe('a push', () => {
  test('looks first and writes after', async () => {
    const { store, names } = withAnswers();
    await store.load();
    const going = store.push([run]);
    expect(store.get().doing).toBe('pushing');
    store.hear({ event: 'progress', of: 'push', done: 3, total: 9, doing: 'sending' });
    expect(store.get().progress).toEqual({ phase: 'sending', done: 3, total: 9 });
    await going;
    expect(names()).toEqual(['export.connection', 'export.check', 'export.push', 'export.connection']);
    expect(store.get()).toMatchObject({ doing: 'nothing', result, progress: null, error: null });
  });

  test('does not write over a problem, and shows all lines', async () => {
    const { store, names } = withAnswers({ 'export.check': { lines: [line('ok'), line('problem')], missing: [] } });
    await store.load();
    await store.push([run]);
    expect(names()).not.toContain('export.push');
    expect(store.get().preflight?.lines).toHaveLength(2);
    expect(store.get().result).toBeNull();
  });

  test('says why it failed, and can be tried again', async () => {
    const { store } = withAnswers({ 'export.push': new BenchError('postgres.lost', { where: 'there', reason: 'gone' }) });
    await store.load();
    await store.push([run]);
    expect(store.get()).toMatchObject({ doing: 'nothing', error: { code: 'postgres.lost' } });
    await store.check([run]);
    expect(store.get().error).toBeNull();
  });

  test('a dry run is asked for as one', async () => {
    const { store, asked } = withAnswers();
    await store.load();
    await store.foresee([run]);
    expect(asked.find(({ name }) => name === 'export.push')?.input).toMatchObject({ options: { dry_run: true } });
  });

  test('is one at a time', async () => {
    const { store, names } = withAnswers();
    await store.load();
    await Promise.all([store.push([run]), store.push([run]), store.check([run])]);
    expect(names().filter((name) => name === 'export.push')).toHaveLength(1);
  });
});

test('a URL fills the form; what was read otherwise is told; a window that is closed changes nothing', async () => {
  const answer = { target: { ...target, host: 'new.example.com' }, password: 'kept', remarks: ['Not used of the URL: x.'] };
  const { store } = withAnswers({ 'export.askSecret': answer });
  await store.load();
  await store.askSecret();
  expect(store.get()).toMatchObject({
    target: { host: 'new.example.com' },
    remarks: answer.remarks,
    connection: { password: 'kept' },
  });
  const closed = withAnswers({ 'export.askSecret': null });
  await closed.store.load();
  await closed.store.askSecret();
  expect(closed.store.get().target.host).toBe('db.example.com');
});
