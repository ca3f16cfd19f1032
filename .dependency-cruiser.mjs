/**
 * The layers of ARCHITECTURE.md. Each folder may import only what is listed for it, and itself.
 */
const layers = {
  contract: [],
  measure: ['contract'],
  storage: ['contract'],
  ocr: ['contract'],
  stages: ['ocr', 'storage', 'measure', 'contract'],
  worker: ['stages', 'ocr', 'storage', 'measure', 'contract'],
  store: ['worker', 'stages', 'ocr', 'storage', 'measure', 'contract'],
  analysis: ['worker', 'stages', 'ocr', 'storage', 'measure', 'contract'],
  engine: ['analysis', 'store', 'worker', 'stages', 'ocr', 'storage', 'measure', 'contract'],
  cli: ['engine', 'analysis', 'store', 'worker', 'stages', 'ocr', 'storage', 'measure', 'contract'],
};

/** A test, a script or a bench may reach anything; what ships may not reach them. */
const tests = '\\.(test|integration)\\.ts$';

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
      from: { path: '^(pipeline|fixtures)/', pathNot: tests },
      to: { path: '^scripts/' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    {
      name: 'no-undeclared-package',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'] },
    },
    {
      name: 'shipped-code-uses-no-development-package',
      severity: 'error',
      from: { path: '^(pipeline|fixtures)/', pathNot: tests },
      to: { dependencyTypes: ['npm-dev'], pathNot: '^node_modules/@types/' },
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
