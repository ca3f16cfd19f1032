import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { findPrinter, printPdf } from './print-pdf.ts';

let folder = '';
const date = '2026-11-20T09:30:00.000Z';

/** A browser that is played by a shell script; `$file` is where the PDF belongs. */
async function played(name: string, script: string): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(
    file,
    `#!/bin/sh\nfor word in "$@"; do case "$word" in --print-to-pdf=*) file="\${word#--print-to-pdf=}";; esac; done\n${script}\n`,
  );
  await chmod(file, 0o755);
  return file;
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-printer-'));
  vi.stubEnv('TMPDIR', folder);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

describe.skipIf(process.platform === 'win32')('printing with a browser', () => {
  it('gives what the browser wrote, with the date of the run, and leaves no file behind', async () => {
    const printer = await played('good', `printf "%%PDF-1.4 /ModDate (D:20300101000000+00'00')" > "$file"`);
    expect(Buffer.from(await printPdf('<p/>', { date, printer })).toString()).toBe("%PDF-1.4 /ModDate (D:20261120093000+00'00')");
    expect((await readdir(folder)).filter((name) => name.startsWith('rbench-print-'))).toEqual([]);
  });

  it.each([
    ['ends with an error', 'exit 3', /exit code 3/],
    ['writes nothing', 'exit 0', /wrote no PDF/],
    ['writes something else', 'echo hello > "$file"', /wrote no PDF/],
  ])('says so when it %s', async (_what, script, sentence) => {
    const printer = await played('bad', script);
    await expect(printPdf('<p/>', { date, printer })).rejects.toMatchObject({
      code: 'report.print_failed',
      message: expect.stringMatching(sentence),
    });
  });

  it('says so when there is none, or not where it was named', async () => {
    await expect(printPdf('<p/>', { date, printer: null })).rejects.toMatchObject({ code: 'report.no_printer' });
    await expect(printPdf('<p/>', { date, printer: path.join(folder, 'nowhere') })).rejects.toMatchObject({
      code: 'report.print_failed',
    });
  });

  it('stops when it is told to', async () => {
    const printer = await played('slow', 'exec sleep 60');
    const signal = AbortSignal.timeout(200);
    await expect(printPdf('<p/>', { date, printer, signal })).rejects.toMatchObject({ code: 'call.cancelled' });
  });

  it('takes the one that is named, else the first on the path', async () => {
    const chromium = await played('chromium', 'exit 0');
    expect(await findPrinter({ PATH: `/nowhere:${folder}` })).toBe(chromium);
    expect(await findPrinter({ PATH: folder, RBENCH_CHROMIUM: '/opt/mine' })).toBe('/opt/mine');
    expect(await findPrinter({ PATH: '/nowhere' })).toBeNull();
  });
});
