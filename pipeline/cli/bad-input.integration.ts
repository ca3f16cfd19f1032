/**
 * What people and disks do wrong: each gets a code and a sentence, and the other documents are measured.
 */
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import Database from 'better-sqlite3';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawDocuments, rbench, startRbench } from '../../scripts/testing/rbench.ts';

let folder: string;
const at = (...names: string[]) => path.join(folder, ...names);
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-bad-'));
  await drawDocuments(at('good'), 3);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A real PNG of so many pixels a side, all black: some 100 KB that unpack to gigabytes. */
function bomb(side: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const checksum = Buffer.alloc(4);
    checksum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, checksum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc(side * (1 + Math.ceil(side / 8))));
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

interface Answer {
  readonly code: number | null;
  readonly json: {
    readonly error?: { readonly code: string; readonly message: string };
    readonly jobs?: { readonly succeeded: number; readonly failed: number };
    readonly documents?: readonly {
      readonly file: string;
      readonly status: string;
      readonly error: { readonly code: string; readonly message: string } | null;
    }[];
  };
}

async function run(words: readonly string[], unprivileged = false): Promise<Answer> {
  const { code, stdout, stderr } = await rbench([...words, '--json'], { unprivileged });
  try {
    return { code, json: JSON.parse(stdout) };
  } catch {
    throw new Error(`no JSON on stdout: ${stdout}\n${stderr}`);
  }
}

describe('a folder with bad documents', () => {
  it('gives each a code and measures the others', async () => {
    const documents = at('bad');
    await mkdir(documents);
    const good = await readFile(at('good', 'page_000.jpg'));
    const put = (name: string, content: string | Buffer) => writeFile(path.join(documents, name), content);
    await put('zero.jpg', '');
    await put('text.jpg', 'This is not an image.\n');
    await put('truncated.jpg', good.subarray(0, good.length / 2));
    await put('bomb.png', bomb(30_000));
    const damaged = await sharp(good).png().toBuffer();
    await put('garbage.png', damaged.fill(7, 60));
    await put('unreadable.jpg', good);
    await chmod(path.join(documents, 'unreadable.jpg'), 0o000);
    await mkdir(path.join(documents, 'folder.jpg'));
    await put('wrong extension.png', good);
    await put(`it's "quoted".jpg`, good);
    await put('new\nline.jpg', good);
    await put('свиток-巻物-لفافة.jpg', good);
    await put('--help.jpg', good);

    const { code, json } = await run(['run', '--docs', documents, '--workers', '2', '--db', at('bad.sqlite')], true);
    expect(code).toBe(0);
    const outcome = Object.fromEntries(json.documents!.map(({ file, status, error }) => [file, error?.code ?? status]));
    expect(outcome).toEqual({
      'zero.jpg': 'input.empty',
      'text.jpg': 'input.unsupported_type',
      'truncated.jpg': 'input.broken',
      'bomb.png': 'input.too_many_pixels',
      'garbage.png': 'input.broken',
      'unreadable.jpg': 'input.unreadable',
      'folder.jpg': 'input.not_a_file',
      'wrong extension.png': 'succeeded',
      'it\'s "quoted".jpg': 'succeeded',
      'new\nline.jpg': 'succeeded',
      'свиток-巻物-لفافة.jpg': 'succeeded',
      '--help.jpg': 'succeeded',
    });
    for (const { error } of json.documents!) if (error !== null) expect(error.message).toMatch(/^[^\n{}]+\.$/);
  });

  it('gives up a document that takes too long, and goes on with a fresh worker', async () => {
    const documents = at('slow');
    await drawDocuments(documents, 1);
    const noise = Buffer.from(Array.from({ length: 3000 * 3000 }, (_, index) => (Math.imul(index, 2654435761) >>> 24) & 255));
    await sharp(noise, { raw: { width: 3000, height: 3000, channels: 1 } })
      .png()
      .toFile(path.join(documents, 'a slow one.png'));
    const { json } = await run(['run', '--docs', documents, '--db', at('slow.sqlite'), '--set', 'job.timeout=6']);
    expect(json.documents!.map(({ error, status }) => error?.code ?? status)).toEqual(['job.timeout', 'succeeded']);
  });
});

describe('what would hang', () => {
  it('a pipe beside a document and a file too large to read are passed over', async () => {
    const documents = at('hang');
    await drawDocuments(documents, 1);
    execFileSync('mkfifo', [path.join(documents, 'page_000.txt'), path.join(documents, 'pipe.jpg')]);
    execFileSync('truncate', ['-s', '20G', path.join(documents, 'large.jpg')]);
    const { json } = await run(['run', '--docs', documents, '--db', at('hang.sqlite')]);
    expect(Object.fromEntries(json.documents!.map(({ file, status, error }) => [file, error?.code ?? status]))).toEqual({
      'large.jpg': 'input.too_large',
      'page_000.jpg': 'succeeded',
      'pipe.jpg': 'input.not_a_file',
    });
  });
});

describe('a place that is not there', () => {
  it.each([
    ['a folder that is missing', () => ['--docs', at('nowhere')], 'input.folder_missing'],
    ['a folder without documents', () => ['--docs', at('nothing')], 'input.no_documents'],
    ['results where a file is', () => ['--docs', at('good'), '--out', at('good', 'page_000.jpg')], 'storage.failed'],
  ])('%s', async (_, words, expected) => {
    await mkdir(at('nothing'), { recursive: true });
    const { code, json } = await run(['run', ...words(), '--db', at('place.sqlite')]);
    expect(code).toBe(1);
    expect(json.error?.code ?? json.documents![0]!.error!.code).toBe(expected);
  });
});

describe('a database that cannot be used', () => {
  const start = (database: string, unprivileged = false) => run(['run', '--docs', at('good'), '--db', database], unprivileged);

  it('is named when it is read-only', async () => {
    await start(at('ro.sqlite'));
    await chmod(at('ro.sqlite'), 0o444);
    expect(await start(at('ro.sqlite'), true)).toMatchObject({ code: 1, json: { error: { code: 'store.read_only' } } });
    const { code, stdout } = await rbench(['runs', '--db', at('ro.sqlite')], { unprivileged: true });
    expect([code, stdout]).toEqual([0, expect.stringContaining('completed')]);
  });

  it('is named when a newer version wrote it, and read all the same', async () => {
    await start(at('newer.sqlite'));
    const database = new Database(at('newer.sqlite'));
    database.pragma('user_version = 999');
    database.close();
    expect(await start(at('newer.sqlite'))).toMatchObject({ code: 1, json: { error: { code: 'store.newer' } } });
    const { code, stdout, stderr } = await rbench(['runs', '--db', at('newer.sqlite')]);
    expect([code, stdout, stderr]).toEqual([0, expect.stringContaining('completed'), expect.stringContaining('newer version')]);
  });

  it('is named when it is no database, and left as it was', async () => {
    await writeFile(at('letter.sqlite'), 'Dear Sir or Madam');
    expect(await start(at('letter.sqlite'))).toMatchObject({ code: 1, json: { error: { code: 'store.not_a_database' } } });
    expect(await readFile(at('letter.sqlite'), 'utf8')).toBe('Dear Sir or Madam');
  });

  it('is named when it is not there', async () => {
    expect(await run(['runs', '--db', at('gone.sqlite')])).toMatchObject({ code: 1, json: { error: { code: 'store.missing' } } });
  });
});

/** A file system of so few kilobytes; null where this user may not make one. */
function smallDisk(kilobytes: number): string | null {
  const place = at(`disk-${kilobytes}`);
  try {
    execFileSync('mkdir', ['-p', place]);
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', place], { stdio: 'ignore' });
    return place;
  } catch {
    return null;
  }
}

const mayMount = process.platform === 'linux' && process.getuid?.() === 0;

describe.runIf(mayMount)('a full disk', () => {
  it('fails the documents whose results do not fit, and goes on', async () => {
    const disk = smallDisk(16);
    if (disk === null) throw new Error('a superuser could not mount a small file system');
    try {
      const { json } = await run(['run', '--docs', at('good'), '--count', '6', '--out', disk, '--db', at('full-results.sqlite')]);
      expect(json.jobs!.succeeded + json.jobs!.failed).toBe(6);
      expect(json.jobs!.failed).toBeGreaterThan(0);
      for (const { error } of json.documents!) if (error !== null) expect(error.code).toBe('storage.full');
    } finally {
      execFileSync('umount', [disk]);
    }
  });

  it('says so too when it is a signal that does not fit', async () => {
    const disk = smallDisk(3000);
    if (disk === null) throw new Error('a superuser could not mount a small file system');
    try {
      const started = startRbench([
        'run',
        '--docs',
        at('good'),
        '--count',
        '60',
        '--out',
        at('results'),
        '--db',
        path.join(disk, 'b.sqlite'),
        '--json',
      ]);
      await new Promise<void>((resolve) =>
        started.child.stderr?.on('data', () => started.stderr().includes('documents 6/60') && resolve()),
      );
      execFileSync('sh', ['-c', `head -c 10M /dev/zero > ${disk}/filler || true`], { stdio: 'ignore' });
      const { code, stdout } = await started.ended;
      expect([code, JSON.parse(stdout).error.code]).toEqual([1, 'store.full']);
    } finally {
      execFileSync('umount', [disk]);
    }
  });

  it('stops a run whose database does not fit, keeps what it held, and resumes it when there is room', async () => {
    const disk = smallDisk(400);
    if (disk === null) throw new Error('a superuser could not mount a small file system');
    try {
      const database = path.join(disk, 'bench.sqlite');
      const stopped = await run([
        'run',
        '--docs',
        at('good'),
        '--count',
        '60',
        '--workers',
        '2',
        '--out',
        at('results'),
        '--db',
        database,
      ]);
      expect(stopped).toMatchObject({ code: 1, json: { error: { code: 'store.full' } } });
      const look = new Database(database, { readonly: true });
      const { finished } = look.prepare('SELECT count(*) AS finished FROM cpu_metrics').get() as { finished: number };
      look.close();
      expect(finished).toBeGreaterThan(0);
      execFileSync('mount', ['-o', 'remount,size=20m', disk]);
      const resumed = await run(['resume', 'latest', '--db', database]);
      expect(resumed).toMatchObject({ code: 0, json: { jobs: { succeeded: 60, failed: 0 } } });
    } finally {
      execFileSync('umount', [disk]);
    }
  });
});

describe('wrong use', () => {
  it.each([
    [['run', '--set', 'workers=0'], 'settings.bad_value'],
    [['run', '--set', 'ocr.treads=4'], 'settings.unknown_key'],
    [['run', '--set', 'workers'], 'settings.bad_syntax'],
    [['run', '--set', 'ocr.model=none'], 'ocr.model_unknown'],
  ])('%j is refused with code 2', async (words, expected) => {
    expect(await run([...words, '--db', at('use.sqlite')])).toMatchObject({ code: 2, json: { error: { code: expected } } });
  });

  it.each([
    [['run', '--sample', 'slow']],
    [['run', '--count', '0']],
    [['run', '--emit', 'ndjson', '--json']],
    [['show', '--json', '--bogus']],
  ])('%j is refused with code 2 in JSON', async (words) => {
    expect(await run(words)).toMatchObject({ code: 2, json: { error: { code: 'usage.bad_option' } } });
  });

  it.each([[['run', '--sample', 'slow']], [['run', '--count', '100001']], [['fly']], [['show']], [['toString']]])(
    '%j is refused with code 2 and a hint',
    async (words) => {
      const { code, stderr } = await rbench(words);
      expect([code, stderr]).toEqual([2, expect.stringMatching(/--help|Usage/)]);
    },
  );
});
