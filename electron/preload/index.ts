/**
 * All that the window has of the app. Runs in the sandbox, so it may import nothing at run time but Electron and what is built
 * into it.
 */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { Bridge } from '../../pipeline/contract/app-bridge.ts';
import type { AppEvent } from '../../pipeline/contract/app-calls.ts';
import { Events } from './events.ts';

const events = new Events();
ipcRenderer.on('bench:event', (_event, event: AppEvent) => events.hear(event));

const bridge: Bridge = {
  ask: (name, input) => ipcRenderer.invoke('bench:ask', name, input),
  onEvent: (listener) => events.listen(listener),
  placeOf: (file) => webUtils.getPathForFile(file),
};

contextBridge.exposeInMainWorld('bench', bridge);
