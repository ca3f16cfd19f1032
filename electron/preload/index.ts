/**
 * All that the window has of the app. Runs in the sandbox, so it may import nothing at run time but Electron.
 */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { Bridge } from '../../pipeline/contract/app-bridge.ts';

const bridge: Bridge = {
  ask: (name, input) => ipcRenderer.invoke('bench:ask', name, input),
  onEvent(listener) {
    const hear = (_event: unknown, event: Parameters<typeof listener>[0]) => listener(event);
    ipcRenderer.on('bench:event', hear);
    return () => ipcRenderer.off('bench:event', hear);
  },
  placeOf: (file) => webUtils.getPathForFile(file),
};

contextBridge.exposeInMainWorld('bench', bridge);
