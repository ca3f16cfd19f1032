/**
 * An app's folder, since the Electron that comes by npm opens no single file. The main process of the bench's Electron: one
 * empty window of the size that is measured, which a hidden desktop does not slow, and away from where the pointer rests.
 */
import { app, BrowserWindow } from 'electron';

// Not awaited here: Electron is ready only when this module has been read to its end.
app.whenReady().then(() => {
  const webPreferences = { backgroundThrottling: false };
  const window = new BrowserWindow({ x: 0, y: 0, width: 1280, height: 800, useContentSize: true, webPreferences });
  return window.loadURL('about:blank');
});
