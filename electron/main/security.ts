/**
 * What the window may not do, in one place: Electron's security checklist. Each line has a test in `electron/e2e` that fails
 * when the line is taken out.
 *
 * Holds: the window shows `app://bench` and nothing else; nothing leaves the machine; the page has no Node, no permissions,
 * no second window.
 */
import type { App, Session, WebContents, WebPreferences } from 'electron';

export const APP_ORIGIN = 'app://bench';

/** Nothing from outside, no inline code; pictures of documents come as blobs. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const windowPreferences = (preload: string): WebPreferences => ({
  preload,
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
  // The chart must draw on while another window has the focus.
  backgroundThrottling: false,
});

/** @param origins what may be loaded: the app's own, and in development the server of the sources */
export function lockDownSession(session: Session, origins: readonly string[]): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !isAllowed(url, origins) }));
  // Downloads go through `file.save`, where the person says where to.
  session.on('will-download', (event) => event.preventDefault());
}

export function lockDownContents(app: App, origins: readonly string[]): void {
  app.on('web-contents-created', (_event, contents: WebContents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-attach-webview', (event) => event.preventDefault());
    for (const kind of ['will-navigate', 'will-frame-navigate', 'will-redirect'] as const) {
      contents.on(kind as 'will-navigate', (event) => {
        if (!origins.includes(originOf(event.url))) event.preventDefault();
      });
    }
  });
}

/** Blobs and data stay inside the page; developer tools are Chromium's own. */
const inside = ['blob:', 'data:', 'devtools:'];

function isAllowed(url: string, origins: readonly string[]): boolean {
  return inside.some((scheme) => url.startsWith(scheme)) || origins.includes(originOf(url));
}

/** `URL.origin` is `null` for schemes of one's own. */
export function originOf(url: string): string {
  const parsed = URL.parse(url);
  return parsed === null ? '' : `${parsed.protocol.replace('ws', 'http')}//${parsed.host}`;
}
