/**
 * What the app does for the Export screen. A password comes from its own window or from the safe, goes to the exporter, and
 * is in no answer and no event.
 */
import { dialog } from 'electron';
import type { AppEvent } from '../../pipeline/contract/app-calls.ts';
import { BenchError } from '../../pipeline/contract/errors.ts';
import type { exporterCalls, PushDraft } from '../../pipeline/contract/exporter-calls.ts';
import type { PushRecord } from '../../pipeline/contract/postgres.ts';
import { recordPush } from '../../pipeline/export/postgres/record-push.ts';
import { isPostgresUrl, targetFromUrl } from '../../pipeline/export/postgres/target.ts';
import type { CallingProcess } from './calling-process.ts';
import type { Connections } from './connections.ts';
import type { AppHandlers } from './ipc.ts';
import { UNDO_SECONDS } from './pending-deletes.ts';
import type { WorkWatch } from './work-watch.ts';

export type ExportHandlers = Pick<AppHandlers, Extract<keyof AppHandlers, `export.${string}`>>;

export interface ExportParts {
  readonly exporter: CallingProcess<typeof exporterCalls>;
  readonly connections: Connections;
  readonly askForSecret: () => Promise<string | null>;
  readonly keepPush: (push: PushRecord) => Promise<void>;
  readonly watch: Pick<WorkWatch, 'push' | 'pushed'>;
  /** Every secret that passes, so that it can be kept out of the log. */
  readonly learnSecret: (secret: string) => void;
  readonly tell: (event: AppEvent) => void;
}

export function makeExportHandlers(parts: ExportParts): ExportHandlers {
  const { exporter, connections, askForSecret, keepPush, watch, learnSecret, tell } = parts;
  let working = new AbortController();
  let forgetting: NodeJS.Timeout | undefined;

  const withPassword = (draft: PushDraft) => {
    const password = connections.passwordFor(draft.target);
    if (password !== null) learnSecret(password);
    return { ...draft, password };
  };
  const askOptions = () => {
    working.abort();
    working = new AbortController();
    return {
      signal: working.signal,
      onProgress(done: number, total: number, doing: string | undefined) {
        watch.pushed(done, total);
        tell({ event: 'progress', of: 'push', done, total, doing });
      },
    };
  };

  return {
    'export.connection': () => connections.describe(),
    async 'export.askSecret'({ target }) {
      const text = await askForSecret();
      if (text === null) return null;
      learnSecret(text);
      if (isPostgresUrl(text)) {
        const named = targetFromUrl(text, target === null ? {} : { schema: target.schema });
        if (named.password !== null) learnSecret(named.password.reveal());
        if (named.password === null) await connections.keepTarget(named.target);
        else await connections.keepPassword(named.target, named.password.reveal());
        return { ...connections.describe(), remarks: [...named.remarks] };
      }
      if (target === null)
        throw new BenchError('usage.bad_option', { text: 'Fill in server, database and user first, or give a whole URL.' });
      await connections.keepPassword(target, text);
      return { ...connections.describe(), remarks: [] };
    },
    async 'export.forgetSecret'() {
      await connections.forgetPassword();
      clearTimeout(forgetting);
      forgetting = setTimeout(() => connections.finishForgetting(), UNDO_SECONDS * 1000);
      return { ...connections.describe(), undo_seconds: UNDO_SECONDS };
    },
    async 'export.undoForget'() {
      await connections.undoForget();
      return connections.describe();
    },
    async 'export.chooseFile'() {
      const { canceled, filePaths } = await dialog.showOpenDialog({
        properties: ['openFile'],
        filters: [
          { name: 'Certificates', extensions: ['pem', 'crt', 'cer', 'ca-bundle'] },
          { name: 'All files', extensions: ['*'] },
        ],
      });
      const [file] = filePaths;
      return canceled || file === undefined ? null : { file };
    },
    async 'export.check'(draft) {
      await connections.keepTarget(draft.target);
      return exporter.ask('check', withPassword(draft), askOptions());
    },
    async 'export.push'(draft) {
      await connections.keepTarget(draft.target);
      // What was written there counts more than its line here.
      const keep = (push: PushRecord) => keepPush(push).catch(() => undefined);
      const sending = draft.options.dry_run ? 'dry_run' : 'push';
      return watch.push(sending, () => recordPush(draft, keep, () => exporter.ask('push', withPassword(draft), askOptions())));
    },
    'export.cancel'() {
      working.abort();
      return null;
    },
  };
}
