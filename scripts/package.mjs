/**
 * npm run package: sets up what is missing, then packages the app for this platform into `dist/`.
 *
 *   npm run package                     on Linux a folder and a tar.gz, on macOS a dmg, on Windows an installer
 *   npm run package -- AppImage deb     other targets of electron-builder, which may download tools of theirs
 *   npm run package -- --out=FOLDER     to another place
 *   npm run package -- --as-built       what stands in out/ already
 */
import { run, setUp } from './set-up.mjs';

process.exitCode = await run(setUp(), ['scripts/package/make.mjs', ...process.argv.slice(2)]);
