import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { publishedMigrations } from './published-migrations.ts';

describe.each(publishedMigrations)('$file.pathname', ({ file, sql }) => {
  test('is what the code makes', () => {
    expect(readFileSync(file, 'utf8'), 'run `npm run schemas`').toBe(sql);
  });
});
