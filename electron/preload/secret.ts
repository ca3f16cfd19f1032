/** All that the window for a secret has: a way to give it, or to give none. */
import { contextBridge, ipcRenderer } from 'electron';

contextBridge.exposeInMainWorld('giveSecret', (text: string | null) => ipcRenderer.invoke('bench:secret', text));
