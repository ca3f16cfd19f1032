/** Before the end-to-end tests: the app as its sources are now. */
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';

export function setup(): void {
  const manifest = createRequire(import.meta.url).resolve('electron-vite/package.json');
  execFileSync(process.execPath, [path.join(path.dirname(manifest), 'bin', 'electron-vite.js'), 'build', '--logLevel=error'], {
    stdio: 'inherit',
  });
}
