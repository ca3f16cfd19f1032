/**
 * Decoders of images and PDFs: files of the corpus with some bytes changed, through the stages that fetch, decode and measure.
 */
import { badDocuments } from '../../../fixtures/bad/generate.ts';
import { BenchError } from '../../../pipeline/contract/errors.ts';
import { defaultSettings } from '../../../pipeline/contract/settings.ts';
import type { StageContext } from '../../../pipeline/contract/stage-context.ts';
import { fetchDocument } from '../../../pipeline/stages/fetch.ts';
import { scoreQuality } from '../../../pipeline/stages/quality-scoring.ts';
import type { StorageAdapter } from '../../../pipeline/storage/storage.ts';
import { expectThat, type FuzzTarget } from '../target.ts';
import { mutateBytes } from '../values.ts';

const SEED = 1;
/** Larger ones take long, and their headers are no different. */
const LARGEST_BYTES = 200_000;
const MOST_MEGAPIXELS = 4;
const announced = [
  'input.broken',
  'input.too_many_pixels',
  'input.unsupported_type',
  'input.empty',
  'input.encrypted',
  'input.no_pages',
];

class OneFile implements StorageAdapter {
  readonly isOpen = true;
  private readonly bytes: Buffer;
  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }
  async open(): Promise<void> {}
  async download(): Promise<Buffer> {
    if (this.bytes.length === 0) throw new BenchError('input.empty', { file: 'a' });
    return this.bytes;
  }
  async upload(): Promise<void> {
    throw new Error('nothing is kept');
  }
}

const context: StageContext = {
  settings: { ...defaultSettings, 'input.maxMegapixels': MOST_MEGAPIXELS },
  part: async (_name, work) => work(),
  chargeChild: () => undefined,
};

export async function imageTargets(): Promise<FuzzTarget<Buffer>[]> {
  const kinds = new Map<string, Buffer[]>();
  for (const { file, make } of await badDocuments(SEED)) {
    const [kind = ''] = file.split('/');
    if (!['jpeg', 'png', 'tiff', 'webp', 'pdf', 'strangers'].includes(kind) || /bomb|packed|trailing/.test(file)) continue;
    const bytes = await make();
    if (bytes.length > 0 && bytes.length < LARGEST_BYTES) kinds.set(kind, [...(kinds.get(kind) ?? []), bytes]);
  }
  return [...kinds].map(([kind, files]) => ({
    name: `image/${kind}`,
    weight: 60,
    draw: (random) => (random.chance(0.05) ? random.pick(files) : mutateBytes(random, random.pick(files))),
    hold: async (bytes) => {
      try {
        const { quality, pages } = await scoreQuality(
          context,
          await fetchDocument(context, new OneFile(bytes), { key: 'a', etag: null }),
        );
        expectThat(pages.length > 0, () => 'no page');
        for (const { data, width, height } of pages) {
          expectThat(data.length === width * height, () => `${data.length} bytes for ${width} by ${height} pixels`);
        }
        const measured = [quality.score, ...Object.values(quality.parts), ...Object.values(quality.measured)];
        expectThat(
          measured.every((value) => value === null || Number.isFinite(value)),
          () => `a measure that is no number: ${JSON.stringify(quality)}`,
        );
        return true;
      } catch (thrown) {
        if (!(thrown instanceof BenchError) || !announced.includes(thrown.code)) throw thrown;
        expectThat(/^[^\n{}]+\.$/.test(thrown.message), () => `not one sentence: ${JSON.stringify(thrown.message)}`);
        return false;
      }
    },
  }));
}
