/**
 * Chromium's sandbox in a checkout. The product never runs without it; a checkout must where the system gives no way.
 */
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';

/**
 * Why Chromium cannot make its sandbox here, as a sentence, or null when it can.
 * @param {string} executable the Electron that shall run
 */
export function sandboxObstacle(
  executable,
  platform = process.platform,
  uid = process.getuid?.(),
  tryNamespaces = mayMakeNamespaces,
) {
  if (platform !== 'linux') return null;
  if (uid === 0) return "Chromium's sandbox cannot run as root, so the app opens without it; open it as another user to have it.";
  const helper = path.join(path.dirname(executable), 'chrome-sandbox');
  if (isSetuidRoot(helper) || tryNamespaces()) return null;
  return `This system lets no program make a sandbox of its own (user namespaces are off), so the app opens without Chromium's. To have it, type: sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'`;
}

function isSetuidRoot(file) {
  const found = statSync(file, { throwIfNoEntry: false });
  return found !== undefined && found.uid === 0 && (found.mode & 0o4000) !== 0;
}

/** Tried and not read from settings: the kernel, AppArmor or a container may each forbid it. Without the tool, it may. */
function mayMakeNamespaces() {
  const { status, error } = spawnSync('unshare', ['--user', '--map-root-user', 'true']);
  return error !== undefined || status === 0;
}
