/** The page of the flame chart alone, built as the app builds its window. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build } from 'vite';

const root = fileURLToPath(new URL('../../../renderer/flame/testing', import.meta.url));

/** Leaves `page.html` and what it needs in a folder. */
export async function buildPage(folder: string): Promise<void> {
  await build({
    root,
    configFile: false,
    base: './',
    logLevel: 'error',
    plugins: [react()],
    build: { outDir: folder, emptyOutDir: true, target: 'esnext', rolldownOptions: { input: path.join(root, 'page.html') } },
  });
}
