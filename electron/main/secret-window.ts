/**
 * A small window of its own for a password or a URL that holds one. It has a process of its own, by its own session, which
 * ends with it: the window that shows the rest of the app never has the secret, not for a moment.
 */
import { BrowserWindow, nativeTheme, session } from 'electron';
import { serveApp } from './app-protocol.ts';
import { APP_ORIGIN, lockDownSession, windowPreferences } from './security.ts';
import { background } from './window.ts';

const SECRET_CHANNEL = 'bench:secret';

/** More is no password and no URL. */
const LONGEST = 4096;

export interface SecretWindowOptions {
  readonly parent: BrowserWindow | null;
  readonly preload: string;
  /** The built files of the windows. */
  readonly folder: string;
  readonly origins: readonly string[];
  /** In development, the server of the sources. */
  readonly address: string | undefined;
}

let prepared: Electron.Session | null = null;

function ownSession({ folder, origins }: SecretWindowOptions): Electron.Session {
  if (prepared === null) {
    // Without `persist:` it lives in memory.
    prepared = session.fromPartition('secret');
    lockDownSession(prepared, origins);
    serveApp(prepared.protocol, folder);
  }
  return prepared;
}

/** Null when the window was closed instead. */
export function askForSecret(options: SecretWindowOptions): Promise<string | null> {
  const { parent, preload, address } = options;
  const window = new BrowserWindow({
    title: 'Password or URL',
    width: 460,
    height: 250,
    resizable: false,
    minimizable: false,
    maximizable: false,
    fullscreenable: false,
    autoHideMenuBar: true,
    show: false,
    ...(parent === null ? {} : { parent, modal: true }),
    backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
    webPreferences: { ...windowPreferences(preload), session: ownSession(options) },
  });
  window.once('ready-to-show', () => window.show());
  return new Promise((resolve) => {
    window.webContents.ipc.handle(SECRET_CHANNEL, (_event, text: unknown) => {
      resolve(typeof text === 'string' && text !== '' && text.length <= LONGEST ? text : null);
      window.destroy();
    });
    window.once('closed', () => resolve(null));
    void window.loadURL(`${address ?? APP_ORIGIN}/secret/index.html`);
  });
}
