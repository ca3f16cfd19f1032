/** All migrations, oldest first. The schema version of a file (`user_version`) is how many of them it has had. */
import { first } from './001-first.ts';
import { pushes } from './002-pushes.ts';
import { loadTests } from './003-load-tests.ts';
import { buckets } from './004-buckets.ts';

export const migrations: readonly string[] = [first, pushes, loadTests, buckets];
