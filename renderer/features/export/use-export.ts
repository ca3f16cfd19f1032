/** The one store of the Export screen. */
import { useSyncExternalStore } from 'react';
import { ask } from '../../ui/bridge.ts';
import { type ExportState, ExportStore } from './export-store.ts';

export const exportStore = new ExportStore(ask);

export const useExport = (): ExportState => useSyncExternalStore(exportStore.subscribe, exportStore.get);
