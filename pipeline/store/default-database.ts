import path from 'node:path';
import envPaths from 'env-paths';

/** Where measurements are kept unless `--db` or RBENCH_DB says otherwise: the command line and the app share it. */
export const defaultDatabase = (): string =>
  process.env.RBENCH_DB || path.join(envPaths('rythmiq-bench', { suffix: '' }).data, 'bench.sqlite');
