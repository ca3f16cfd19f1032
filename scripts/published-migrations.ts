/**
 * The tables of a Postgres server as SQL files, for whoever applies migrations by other means than `--create-schema`.
 */
import { cpuMetricsTable, jobsTable, ledgerTable } from '../pipeline/export/postgres/migration.ts';

const resource = (name: string) => new URL(`../resources/sql/${name}.postgres.sql`, import.meta.url);

export const publishedMigrations = [
  { file: resource('cpu_metrics'), sql: cpuMetricsTable },
  { file: resource('jobs'), sql: jobsTable },
  { file: resource('rbench_pushes'), sql: ledgerTable },
];
