/**
 * npm run schemas: writes the published JSON Schemas from the zod schemas that the code validates with. A test fails when
 * they differ.
 */
import { writeFileSync } from 'node:fs';
import { publishedSchemas, schemaText } from './published-schemas.ts';

for (const { file, schema } of publishedSchemas) {
  writeFileSync(file, schemaText(schema));
  console.log(file.pathname.split('/').slice(-2).join('/'));
}
