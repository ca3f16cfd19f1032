/**
 * npm run schemas: writes the published JSON Schemas from the zod schemas that the code validates with, and the migrations of
 * Postgres from those that the code applies. A test fails when they differ.
 */
import { writeFileSync } from 'node:fs';
import { publishedMigrations } from './published-migrations.ts';
import { publishedSchemas, schemaText } from './published-schemas.ts';

const texts = [
  ...publishedSchemas.map(({ file, schema }) => ({ file, text: schemaText(schema) })),
  ...publishedMigrations.map(({ file, sql }) => ({ file, text: sql })),
];
for (const { file, text } of texts) {
  writeFileSync(file, text);
  console.log(file.pathname.split('/').slice(-2).join('/'));
}
