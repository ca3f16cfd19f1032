/**
 * How the packaged app is put together; `scripts/package.mjs` lays out what goes in and adds which Electron is used.
 *
 *   resources/app.asar    main process, preload and window, without any node_modules
 *   resources/processes   engine, reader, workers …, with the packages they need: a plain Node cannot read an archive
 *   resources/node        that plain Node, on Linux
 */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { node, staged } from './scripts/package/layout.mjs';

/** What an Electron made ready for a checkout holds, and the product must not. */
const leftOvers = [
  'resources/app',
  'resources/default_app.asar',
  'Electron.app/Contents/Resources/default_app.asar',
  'resources/app-update.yml',
  'browser_v8_context_snapshot.bin',
  'version',
];

/** @type {import('electron-builder').Configuration} */
export default {
  appId: 'com.rythmiq.bench',
  productName: 'Rythmiq Bench',
  copyright: 'Copyright © 2026 the Rythmiq Bench authors',
  directories: { app: staged.app, buildResources: staged.icons, output: 'dist' },
  extraResources: [
    { from: staged.resources, to: '.' },
    ...(process.platform === 'linux' ? [{ from: node, to: 'node/node' }] : []),
  ],
  extraFiles: [
    { from: 'LICENSE', to: 'LICENSE.txt' },
    { from: staged.licences, to: 'LICENSES.packages.txt' },
  ],
  asar: true,
  compression: 'normal',
  // The app speaks English; Chromium's other languages are 40 MB.
  electronLanguages: ['en-US'],
  publish: null,
  // Packages are laid out already: it shall look for none, and compile none.
  beforeBuild: () => false,
  // biome-ignore lint/suspicious/noTemplateCurlyInString: electron-builder fills it in.
  artifactName: '${name}-${version}-${os}-${arch}.${ext}',

  // Who can start the app's executable can start nothing else with it. `electron/e2e/packaged.e2e.ts` reads each of them back.
  electronFuses: {
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    onlyLoadAppFromAsar: true,
    // Electron checks on macOS and Windows; elsewhere it does nothing.
    enableEmbeddedAsarIntegrityValidation: true,
    enableCookieEncryption: true,
    grantFileProtocolExtraPrivileges: false,
    loadBrowserProcessSpecificV8Snapshot: false,
    resetAdHocDarwinSignature: process.platform === 'darwin',
  },

  linux: {
    executableName: 'rythmiq-bench',
    category: 'Development',
    synopsis: 'What a document costs in an OCR pipeline',
    maintainer: 'the Rythmiq Bench authors',
    // Ties the window to its entry in the menu.
    syncDesktopName: true,
  },
  mac: { category: 'public.app-category.developer-tools' },
  nsis: { oneClick: false, allowToChangeInstallationDirectory: true, deleteAppDataOnUninstall: false },

  async afterExtract({ appOutDir }) {
    await Promise.all(leftOvers.map((name) => rm(path.join(appOutDir, name), { recursive: true, force: true })));
  },
};
