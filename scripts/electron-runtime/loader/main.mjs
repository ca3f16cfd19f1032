/**
 * Lies at `resources/app` beside the fallback Electron, which has no `default_app.asar`: opens the app folder named on the
 * command line, as `electron FOLDER` does. A module, not CommonJS: Electron holds `ready` back until the top-level await is
 * over, and an app must be able to act before `ready`. May import nothing but Electron and Node: it is copied away from here.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

// Playwright and Chromium put their flags before the folder as well as after it.
const named = process.argv.slice(1).find((parameter) => !parameter.startsWith('-'));
try {
  await open(path.resolve(named ?? '.'));
} catch (error) {
  process.stderr.write(`Cannot open the app in ${path.resolve(named ?? '.')}: ${error?.stack ?? error}\n`);
  app.exit(1);
}

async function open(folder) {
  const about = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  // What `electron FOLDER` tells an app, so that it need not know by which Electron it was opened.
  Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true });
  app.setName(about.productName ?? about.name);
  if (about.version !== undefined) app.setVersion?.(about.version);
  if (about.desktopName !== undefined) app.setDesktopName?.(about.desktopName);
  // Chromium fixed the folder by the loader's name before this line ran.
  if (!app.commandLine.hasSwitch('user-data-dir')) app.setPath('userData', path.join(app.getPath('appData'), app.getName()));
  app.setAppPath(folder);
  await import(pathToFileURL(path.resolve(folder, about.main ?? 'index.js')).href);
}
