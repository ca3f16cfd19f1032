/**
 * The layers of ARCHITECTURE.md. Each folder may import only what is listed for it, and itself.
 */
const stagesAndBelow = ['ocr', 'storage', 'measure', 'process', 'contract'];
const workerAndBelow = ['worker', 'stages', ...stagesAndBelow];
const engineAndBelow = ['analysis', 'store', ...workerAndBelow];
const layers = {
  contract: [],
  process: ['contract'],
  measure: ['contract'],
  storage: ['contract'],
  ocr: ['measure', 'contract'],
  stages: stagesAndBelow,
  worker: ['stages', ...stagesAndBelow],
  store: workerAndBelow,
  analysis: workerAndBelow,
  load: engineAndBelow,
  engine: ['load', 'export', ...engineAndBelow],
  export: engineAndBelow,
  simulate: engineAndBelow,
  report: ['export', 'simulate', ...engineAndBelow],
  reader: ['engine', 'load', 'export', 'report', 'simulate', ...engineAndBelow],
  cli: ['engine', 'load', 'export', 'report', 'simulate', ...engineAndBelow],
};

/** A test, a script or a bench may reach anything; what ships may not reach them. */
const tests = '\\.(test|integration)\\.tsx?$';

const layerRules = Object.entries(layers).map(([layer, below]) => ({
  name: `${layer}-imports-only-below`,
  severity: 'error',
  from: { path: `^pipeline/${layer}/`, pathNot: tests },
  to: { path: '^pipeline/', pathNot: `^pipeline/(${[layer, ...below].join('|')})/` },
}));

export default {
  forbidden: [
    ...layerRules,
    {
      name: 'pipeline-knows-no-window',
      severity: 'error',
      from: { path: '^pipeline/' },
      to: { path: '^(electron|renderer)/|node_modules/(electron|react|react-dom)/' },
    },
    {
      name: 'analysis-and-contract-do-no-io',
      severity: 'error',
      from: { path: '^pipeline/(analysis|contract)/', pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'the-model-does-no-io',
      severity: 'error',
      from: { path: '^pipeline/simulate/', pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'the-window-knows-contract-and-analysis',
      severity: 'error',
      from: { path: '^renderer/', pathNot: tests },
      to: { path: '^(pipeline|electron|fixtures|scripts)/', pathNot: '^pipeline/(contract|analysis)/' },
    },
    {
      name: 'the-bridge-knows-the-contract',
      severity: 'error',
      from: { path: '^electron/preload/', pathNot: tests },
      to: { path: '^(pipeline|electron|renderer|fixtures|scripts)/', pathNot: '^(pipeline/contract|electron/preload)/' },
    },
    {
      name: 'the-window-has-no-electron',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: 'node_modules/electron/' },
    },
    {
      name: 'the-main-process-does-not-draw',
      severity: 'error',
      from: { path: '^electron/' },
      to: { path: '^renderer/' },
    },
    {
      name: 'fixtures-know-only-the-contract',
      severity: 'error',
      from: { path: '^fixtures/', pathNot: tests },
      to: { path: '^pipeline/', pathNot: '^pipeline/contract/' },
    },
    {
      name: 'only-the-command-line-makes-fixtures',
      severity: 'error',
      from: { path: '^pipeline/', pathNot: `^pipeline/cli/|${tests}` },
      to: { path: '^fixtures/' },
    },
    {
      name: 'shipped-code-uses-no-scripts',
      severity: 'error',
      from: { path: '^(pipeline|fixtures|renderer|electron/(main|preload|processes))/', pathNot: tests },
      to: { path: '^scripts/' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    {
      // Small apps of their own, with a package.json of their own.
      name: 'no-undeclared-package',
      severity: 'error',
      from: { pathNot: '^scripts/(electron-runtime/loader|bench/flame/window)/' },
      // mdast is types alone, of the declared @types/mdast.
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'], pathNot: '^mdast$' },
    },
    {
      name: 'shipped-code-uses-no-development-package',
      severity: 'error',
      from: { path: '^(pipeline|fixtures|renderer|electron/(main|preload|processes))/', pathNot: `${tests}|/testing/` },
      // Electron is what the app runs in, and not a part of it.
      to: { dependencyTypes: ['npm-dev'], pathNot: 'node_modules/(@types|electron)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // TypeScript 7 has no API for tools yet; the tool says so on every run and reads the sources with swc.
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
