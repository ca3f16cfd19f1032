import { chmod, mkdtemp, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { renderDocument } from '../../../fixtures/generate.ts';
import { errorRates } from '../../analysis/accuracy.ts';
import { defaultSettings, type Settings } from '../../contract/settings.ts';
import { cpuMicroseconds } from '../../contract/spans.ts';
import type { GreyImage, StageMeasure } from '../../contract/stage-context.ts';
import { decodePages } from '../../stages/decode.ts';
import { groupRows } from '../rows.ts';
import { findTesseract, openTesseract } from './engine.ts';

const settingsWith = (settings: Partial<Settings> = {}): Settings => ({
  ...defaultSettings,
  'ocr.engine': 'tesseract',
  ...settings,
});

const isHere = await findTesseract(settingsWith()).then(
  () => true,
  () => false,
);

function recorder() {
  const parts: string[] = [];
  const charged = { microseconds: 0 };
  const measure: StageMeasure = {
    part: async (name, work) => {
      parts.push(name);
      return work();
    },
    chargeChild: (cpu) => {
      charged.microseconds += cpuMicroseconds(cpu);
    },
  };
  return { parts, charged, measure };
}

const blank: GreyImage = { data: new Uint8Array(400 * 300).fill(255), width: 400, height: 300 };

describe.runIf(isHere)('the program of the system', () => {
  let page: GreyImage;
  let truth: string;

  beforeAll(async () => {
    const { file, entry } = await renderDocument({ seed: 1, path: 'fast', index: 2 });
    page = (await decodePages('fixture', file, defaultSettings)).pages[0]!;
    truth = entry.truth.text ?? '';
  });

  test.each(['auto', 'best_int', 'standard'])('reads a clean receipt with model %s, and its CPU is charged', async (model) => {
    const { parts, charged, measure } = recorder();
    const engine = await openTesseract(settingsWith({ 'ocr.model': model }), measure);
    const before = charged.microseconds;
    const { words } = await engine.recognise(page, measure, 'column');
    const text = groupRows(words)
      .map((row) => row.map((word) => word.text).join(' '))
      .join('\n');
    expect(errorRates(truth, text).cer).toBeLessThan(0.06);
    expect(parts).toEqual(['load model', 'recognise']);
    if (process.platform === 'linux') expect(charged.microseconds - before).toBeGreaterThan(100_000);
  });
});

/** A `tesseract` of ours is first on PATH: the tests say what the program answers. */
describe.skipIf(process.platform === 'win32')('a program that', () => {
  afterEach(() => void vi.unstubAllEnvs());

  async function program(script: string): Promise<string> {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-tesseract-'));
    await writeFile(path.join(folder, 'tesseract'), `#!/bin/sh\n${script}\n`);
    await chmod(path.join(folder, 'tesseract'), 0o755);
    vi.stubEnv('PATH', `${folder}${path.delimiter}${process.env.PATH}`);
    return folder;
  }

  const knownVersion = '[ "$1" = --version ] && echo "tesseract 5.3.0" && exit 0';

  test('is not there is missing, with how to get it', async () => {
    vi.stubEnv('PATH', await mkdtemp(path.join(os.tmpdir(), 'rbench-empty-')));
    await expect(findTesseract(settingsWith())).rejects.toMatchObject({
      code: 'ocr.engine_missing',
      details: {
        engine: 'tesseract',
        reason: 'no program tesseract on PATH',
        remedy: expect.stringContaining('apt install tesseract-ocr'),
      },
    });
  });

  test('is too old is missing', async () => {
    await program('echo "tesseract 3.05.02"');
    await expect(findTesseract(settingsWith())).rejects.toMatchObject({
      code: 'ocr.engine_missing',
      details: { reason: 'its version 3.05.02 is too old' },
    });
  });

  test('does not start says why', async () => {
    await program('echo "libtesseract.so.5: cannot open shared object file" >&2; exit 127');
    await expect(findTesseract(settingsWith())).rejects.toMatchObject({
      code: 'ocr.engine_missing',
      details: { reason: expect.stringContaining('libtesseract.so.5: cannot open shared object file') },
    });
  });

  test('has no English model says where it looked', async () => {
    const folder = await program(`${knownVersion}\necho 'List of available languages in "/nowhere/tessdata" (0):'`);
    expect(folder).toBeTruthy();
    await expect(findTesseract(settingsWith())).rejects.toMatchObject({
      code: 'ocr.model_missing',
      details: { model: 'system', folder: '/nowhere/tessdata', remedy: expect.stringContaining('tesseract-ocr-eng') },
    });
  });

  test('fails on a page is quoted', async () => {
    await program(`${knownVersion}\ncat > /dev/null\necho "Error, could not read the page" >&2\necho more >&2\nexit 1`);
    const { measure } = recorder();
    const engine = await openTesseract(settingsWith({ 'ocr.model': 'best_int' }), measure);
    await expect(engine.recognise(blank, measure, 'auto')).rejects.toMatchObject({
      code: 'ocr.failed',
      details: { reason: 'Error, could not read the page' },
    });
  });

  test('dies on a page without a word is told by its signal', async () => {
    await program(`${knownVersion}\nkill -SEGV $$`);
    const { measure } = recorder();
    const engine = await openTesseract(settingsWith({ 'ocr.model': 'best_int' }), measure);
    await expect(engine.recognise(blank, measure, 'auto')).rejects.toMatchObject({ details: { reason: 'killed by SIGSEGV' } });
  });

  test('is told its threads, their patience, its model and how to cut the page', async () => {
    vi.stubEnv('GOMP_SPINCOUNT', undefined);
    vi.stubEnv('OMP_WAIT_POLICY', undefined);
    const row = '5\\t1\\t1\\t1\\t1\\t1\\t10\\t20\\t90\\t30\\t91\\t';
    await program(`${knownVersion}\ncat > /dev/null\nprintf '${row}%s' "$OMP_THREAD_LIMIT $GOMP_SPINCOUNT $*"`);
    const { measure } = recorder();
    const engine = await openTesseract(settingsWith({ 'ocr.model': 'best_int', 'ocr.threads': 3 }), measure);
    const { words } = await engine.recognise(blank, measure, 'block');
    expect(words[0]?.text).toMatch(
      /^3 300 stdin stdout -l eng --oem 1 -c tessedit_create_tsv=1 --tessdata-dir \S+[/]tessdata[/][0-9a-f]{12} --psm 6$/,
    );
  });
});
