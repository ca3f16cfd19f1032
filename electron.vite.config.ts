/**
 * Builds the app: the main process and the processes it starts, the preload, the window.
 */
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { packagesApart } from './scripts/package/packages.mjs';

/** What the oldest Electron that may open a checkout understands (`scripts/electron-runtime`). */
const target = { node: 'node20.18', chrome: 'chrome130' };
const processes = ['engine', 'reader', 'worker', 'samples', 'exporter', 'generator', 'probe'];

export default defineConfig({
  main: {
    build: {
      target: target.node,
      // The packaged app has no `node_modules` in its archive: what can be built in, is.
      externalizeDeps: false,
      rollupOptions: {
        external: packagesApart(import.meta.dirname).flatMap((name) => [name, new RegExp(`^${name}/`)]),
        input: {
          index: 'electron/main/index.ts',
          ...Object.fromEntries(processes.map((name) => [name, `electron/processes/${name}.ts`])),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      target: target.node,
      rollupOptions: {
        input: { index: 'electron/preload/index.ts', secret: 'electron/preload/secret.ts' },
        // A sandboxed preload cannot be a module.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react()],
    build: {
      target: target.chrome,
      outDir: 'out/renderer',
      rollupOptions: {
        input: {
          index: path.resolve(import.meta.dirname, 'renderer/index.html'),
          secret: path.resolve(import.meta.dirname, 'renderer/secret/index.html'),
        },
      },
    },
  },
});
