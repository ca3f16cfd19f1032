/** Starts and ends an Electron under Playwright, which now and then hangs at both. */
import { setTimeout } from 'node:timers/promises';
import { _electron, type ElectronApplication } from 'playwright-core';
import { descendantsOf } from './processes.ts';

/** It takes a second or two, on a busy machine ten. */
const START_LIMIT_MS = 25_000;
const START_ATTEMPTS = 3;

/**
 * On a busy machine about one start in seventy never ends, and Playwright waits for ever: the app sits before its `ready`,
 * which Playwright holds back until its debugger is there (microsoft/playwright#9351). Without Playwright it always starts.
 * Such a start is ended, and made anew.
 *
 * @param mark what the command of this Electron holds, and that of no other
 */
export async function startElectron(mark: string, options: Parameters<typeof _electron.launch>[0]): Promise<ElectronApplication> {
  for (let attempt = 0; attempt < START_ATTEMPTS; attempt++) {
    const launching = _electron.launch(options);
    const app = await Promise.race([launching, setTimeout(START_LIMIT_MS, null, { ref: false })]);
    if (app !== null) return app;
    launching.catch(() => undefined);
    for (const { pid, command } of await descendantsOf(process.pid)) {
      if (command.includes(mark) && !command.includes('--type=')) process.kill(pid, 'SIGKILL');
    }
  }
  throw new Error(`Playwright did not get hold of the app, ${START_ATTEMPTS} times.`);
}

/**
 * A run that goes on may stop: nobody is there to be asked.
 *
 * As rarely, Playwright's end never comes; that of the app without Playwright is tested in `packaged.e2e.ts`.
 */
export async function endElectron(app: ElectronApplication): Promise<void> {
  const answered = app.evaluate(({ dialog }) => {
    Object.assign(dialog, { showMessageBox: async () => ({ response: 0, checkboxChecked: false }) });
  });
  const closed = answered
    .catch(() => undefined)
    .then(() => app.close())
    .then(() => true);
  if (await Promise.race([closed, setTimeout(START_LIMIT_MS, false, { ref: false })])) return;
  process.stderr.write('The app did not close in time and was killed.\n');
  try {
    app.process().kill('SIGKILL');
  } catch {
    // It is gone, and Playwright was not told what it waits for.
    return;
  }
  await closed.catch(() => undefined);
}
