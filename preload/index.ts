import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import type { Bridge, ThimbleEvent } from '../shared/index.ts';

/** Carries messages between the window and the main process; the two channels are those of main/hosts/electron/ipc.ts. */
const bridge: Bridge = {
  invoke: (route, input) => ipcRenderer.invoke('thimble:call', route, input),
  subscribe(listener) {
    const relay = (_event: IpcRendererEvent, event: ThimbleEvent): void => listener(event);
    ipcRenderer.on('thimble:event', relay);
    return () => {
      ipcRenderer.off('thimble:event', relay);
    };
  },
};

contextBridge.exposeInMainWorld('thimble', bridge);
