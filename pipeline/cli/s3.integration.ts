/**
 * Documents from a bucket and results into one, through the command line: what is read, what is kept, and what is never told.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { drawDocuments, rbench } from '../../scripts/testing/rbench.ts';
import { connectS3 } from '../storage/s3/client.ts';
import { S3Storage } from '../storage/s3/s3-storage.ts';
import { owner, type SwiftServer, startSwift, stranger, swiftIsHere } from '../storage/s3/testing/swift.ts';

const START_LIMIT_MS = 150_000;
const secret = owner.AWS_SECRET_ACCESS_KEY;

describe.skipIf(!swiftIsHere())('documents in a bucket', () => {
  let swift: SwiftServer;
  let folder: string;
  const database = () => path.join(folder, 'bench.sqlite');
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-s3-'));
    swift = await startSwift();
    for (const [name, value] of Object.entries(swift.environment())) vi.stubEnv(name, value);
    const { library, client } = await connectS3();
    for (const Bucket of ['scans', 'results']) await client.send(new library.CreateBucketCommand({ Bucket }));
    await drawDocuments(path.join(folder, 'pages'), 3);
    const scans = new S3Storage('s3://scans/in');
    const page = (at: number) => readFile(path.join(folder, 'pages', `page_00${at}.jpg`));
    await scans.upload('a.jpg', await page(0));
    await scans.upload('a.txt', Buffer.from('what it says'));
    await scans.upload('deep/b.jpg', await page(1));
    await scans.upload('deep/nameless', await page(2));
    await scans.upload('deep/broken.jpg', Buffer.from('no image'));
    await scans.upload('.hidden/c.jpg', await page(0));
    await scans.upload('notes.md', Buffer.from('# notes'));
  }, START_LIMIT_MS);
  afterAll(async () => {
    await swift?.stop();
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true, force: true });
  });

  const bench = (words: readonly string[], environment = swift.environment()) =>
    rbench([...words, '--db', database()], { environment });
  const keysIn = async (root: string) => {
    const keys: string[] = [];
    for await (const page of new S3Storage(root).list()) keys.push(...page.map(({ key }) => key));
    return keys.sort();
  };

  test('are measured like those in a folder, and the results lie in a bucket until the run is deleted', async () => {
    const { code, stdout, stderr } = await bench(['run', '--docs', 's3://scans/in', '--out', 's3://results/bench', '--json']);
    const { run_id: run, ...told } = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(told.jobs).toMatchObject({ succeeded: 3, failed: 1 });
    expect(
      told.documents.map(({ file, error }: { file: string; error: { code: string } | null }) => [file, error?.code ?? null]),
    ).toEqual([
      ['a.jpg', null],
      ['deep/b.jpg', null],
      ['deep/broken.jpg', 'input.unsupported_type'],
      ['deep/nameless', null],
    ]);
    expect(told.accuracy.cer).not.toBeNull();
    expect(told.warnings.map(({ code: known }: { code: string }) => known)).toContain('documents.left_out');
    expect((await keysIn(`s3://results/bench/${run}`)).filter((key) => key.endsWith('/preview.jpg'))).toHaveLength(3);

    const shown = await bench(['show', run, '--json']);
    expect(JSON.parse(shown.stdout).environment.s3_endpoint).toBe(`127.0.0.1:${swift.port}`);
    const kept = await readFile(database(), 'latin1');
    for (const text of [stdout, stderr, shown.stdout, shown.stderr, kept]) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain(owner.AWS_ACCESS_KEY_ID);
    }

    expect((await bench(['delete', run])).code).toBe(0);
    expect(await keysIn(`s3://results/bench/${run}`)).toEqual([]);
  });

  test('one document by its key', async () => {
    const { stdout } = await bench(['run', '--docs', 's3://scans/in/deep/b.jpg', '--json']);
    expect(JSON.parse(stdout).documents).toMatchObject([{ file: 'b.jpg', error: null }]);
  });

  test.each([
    ['an address that is none', 's3://', {}, 's3.bad_address'],
    ['a secret in the address', `s3://key:${secret}@scans/in`, {}, 's3.bad_address'],
    ['an empty folder', 's3://scans/out', {}, 'input.no_documents'],
    ['no such bucket', 's3://nowhere/in', {}, 's3.no_bucket'],
    ['a key that may not', 's3://scans/in', stranger, 's3.denied'],
  ])('%s is told before the first job', async (_, place, keys, expected) => {
    const { code, stdout, stderr } = await bench(['run', '--docs', place, '--json'], { ...swift.environment(), ...keys });
    expect(code).toBe(1);
    expect(JSON.parse(stdout).error.code).toBe(expected);
    expect(stdout + stderr).not.toContain(secret);
  });
});
