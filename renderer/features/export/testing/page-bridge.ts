/** The app's side of the bridge, for a page without an app: it answers from a scene. */
import type { Bridge } from '../../../../pipeline/contract/app-bridge.ts';
import type { AppEvent } from '../../../../pipeline/contract/app-calls.ts';
import { BenchError } from '../../../../pipeline/contract/errors.ts';
import { type PreflightLine, type PushRecord, postgresTargetSchema } from '../../../../pipeline/contract/postgres.ts';

export interface Scene {
  readonly runs: number;
  readonly isFilled: boolean;
  readonly pushes: number;
  readonly missing: readonly ('jobs' | 'cpu_metrics' | 'ledger')[];
  readonly problems: readonly BenchError[];
  /** `going`: a push that never ends. */
  readonly outcome: 'done' | 'going' | BenchError;
  /** Names as long as they can be. */
  readonly isLong: boolean;
}

const idOf = (index: number): string => `${String(index).padStart(8, '0')}-1111-4111-8111-111111111111`;

export function pageBridge(scene: Scene): Bridge {
  const listeners = new Set<(event: AppEvent) => void>();
  const long = scene.isLong ? 'a-very-long-name-of-a-host-that-somebody-chose.'.repeat(3) : 'db.';
  const target = postgresTargetSchema.parse({
    host: `${long}example.com`,
    database: 'production',
    user: 'bench',
    ca_file: '/etc/ssl/ca.pem',
  });
  const answers: Readonly<Record<string, (input: never) => unknown>> = {
    'runs.list': ({ offset }: { offset: number }) =>
      offset > 0 ? [] : Array.from({ length: scene.runs }, (_, index) => listed(index, scene.isLong)),
    'export.connection': () => ({ target: scene.isFilled ? target : null, password: scene.isFilled ? 'kept' : 'none' }),
    'pushes.list': () =>
      Array.from({ length: scene.pushes }, (_, index) => pushed(index, `bench@${target.host}:5432/production.public`)),
    'export.check': () => ({ lines: linesOf(scene), missing: scene.missing }),
    'export.push': ({ runs }: { runs: string[] }) => {
      if (scene.outcome instanceof BenchError) throw scene.outcome;
      if (scene.outcome === 'done') return resultOf(runs);
      for (const tell of listeners) tell({ event: 'progress', of: 'push', done: 420_000, total: 1_000_000, doing: 'sending' });
      return new Promise(() => undefined);
    },
  };
  const answer = async (name: string, input: unknown): Promise<unknown> => {
    try {
      return { error: null, output: (await answers[name]?.(input as never)) ?? null };
    } catch (thrown) {
      return { error: BenchError.wrap(thrown).toInfo(), output: null };
    }
  };
  return {
    placeOf: () => '',
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    // What is asked decides the answer's form; the window parses nothing of it.
    ask: (name, input) => answer(name, input) as never,
  };
}

const ok = (check: PreflightLine['check'], text: string): PreflightLine => ({ check, state: 'ok', text, error: null });

const linesOf = ({ problems, missing }: Scene): PreflightLine[] => [
  ok('connection', 'Connected as bench@db.example.com:5432/production.public.'),
  ok('tls', 'TLSv1.3; the certificate of db.example.com:5432 was verified in full.'),
  ok('server', 'PostgreSQL 18.4, and it takes writes.'),
  ...missing.map(
    (what): PreflightLine => ({
      check: 'ledger',
      state: 'missing',
      text: `There is no table public.${what} yet; it is created.`,
      error: null,
    }),
  ),
  ...problems.map(
    (problem): PreflightLine => ({ check: 'columns', state: 'problem', text: problem.message, error: problem.toInfo() }),
  ),
];

const resultOf = (runs: readonly string[]) => ({
  dry_run: false,
  seconds: 12.5,
  runs: runs.map((run, index) => ({
    run,
    rows: 1_000_000,
    inserted: index === 0 ? 1_000_000 : 0,
    jobs_inserted: index === 0 ? 999_990 : 0,
    in_ledger: 0,
    checksum: 'ec5cb1d78a0f4c36'.repeat(4),
  })),
});

const pushed = (index: number, target: string): PushRecord => ({
  id: idOf(index),
  started_at: '2026-11-20T09:30:00.000Z',
  ended_at: index === 3 ? null : '2026-11-20T09:31:00.000Z',
  runs: [idOf(1)],
  target,
  dry_run: index === 1,
  result: index > 1 && index < 4 ? null : resultOf([idOf(1)]),
  error:
    index === 2 ? new BenchError('postgres.lost', { where: 'db.example.com:5432', reason: 'read ECONNRESET' }).toInfo() : null,
});

const listed = (index: number, isLong: boolean) => ({
  id: idOf(index),
  kind: 'run',
  state: 'completed',
  name: isLong
    ? 'A name that somebody wrote with much care and many words, so that everybody knows what was measured'
    : `baseline ${index + 1}`,
  tags: [],
  notes: '',
  pinned: false,
  created_at: '2026-11-20T09:30:00.000Z',
  ended_at: '2026-11-20T09:41:00.000Z',
  owner: null,
  warnings: [],
  summary: { jobs: { succeeded: 1_000_000, failed: 0 } },
});
