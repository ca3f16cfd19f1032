/**
 * All that the window has of the app. Runs in the sandbox, so it may import nothing at run time but Electron.
 */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { Bridge } from '../../pipeline/contract/app-bridge.ts';
import type { AppEvent } from '../../pipeline/contract/app-calls.ts';

type Listener = Parameters<Bridge['onEvent']>[0];

const listeners = new Set<Listener>();
/** What was told before the page listened, which is some time after it was loaded. */
const early: AppEvent[] = [];

function hear(event: AppEvent): void {
  if (listeners.size === 0 || early.length > 0) early.push(event);
  else for (const listener of [...listeners]) listener(event);
}

function hearEarly(): void {
  for (const event of early.splice(0)) hear(event);
}

ipcRenderer.on('bench:event', (_event, event: AppEvent) => hear(event));

const bridge: Bridge = {
  ask: (name, input) => ipcRenderer.invoke('bench:ask', name, input),
  onEvent(listener) {
    listeners.add(listener);
    // Parts of the page begin to listen one after another.
    if (early.length > 0) setTimeout(hearEarly);
    return () => void listeners.delete(listener);
  },
  placeOf: (file) => webUtils.getPathForFile(file),
};

contextBridge.exposeInMainWorld('bench', bridge);
