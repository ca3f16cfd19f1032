import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { makePdf } from '../../fixtures/bad/bytes/pdf.ts';
import { wordsFileSchema } from '../contract/ocr.ts';
import { defaultSettings } from '../contract/settings.ts';
import type { StageContext } from '../contract/stage-context.ts';
import type { StorageAdapter } from '../storage/storage.ts';
import type { Fetched } from './fetch.ts';
import { uploadResults } from './upload.ts';

const context: StageContext = { settings: defaultSettings, part: async (_name, work) => work(), chargeChild: () => undefined };

class MemoryStorage implements StorageAdapter {
  readonly isOpen = true;
  async open(): Promise<void> {}
  readonly objects = new Map<string, Buffer>();
  async download(): Promise<Buffer> {
    throw new Error('not asked for');
  }
  async upload(key: string, bytes: Uint8Array): Promise<void> {
    this.objects.set(key, Buffer.from(bytes));
  }
}

const page = (width: number, height: number) => ({ data: new Uint8Array(width * height).fill(200), width, height });
const fetched = async (): Promise<Fetched> => ({
  file: 'scan.png',
  bytes: await sharp({ create: { width: 1600, height: 1200, channels: 3, background: 'teal' } })
    .png()
    .toBuffer(),
  type: 'image/png',
});

describe('upload', () => {
  it('keeps the source as the master when enhancement was skipped', async () => {
    const storage = new MemoryStorage();
    const source = await fetched();
    const uploaded = await uploadResults(context, storage, 'job', {
      fetched: source,
      enhanced: { pages: [page(1600, 1200)], skipped: true },
      words: [],
    });
    expect(uploaded).toMatchObject({ master: 'job/master.png', preview: 'job/preview.jpg', words: 'job/words.json' });
    expect(storage.objects.get('job/master.png')).toEqual(source.bytes);
    const preview = await sharp(storage.objects.get('job/preview.jpg')).metadata();
    expect([preview.format, preview.width, preview.height, preview.channels]).toEqual(['jpeg', 800, 600, 3]);
    expect(uploaded.bytes).toBe([...storage.objects.values()].reduce((sum, object) => sum + object.length, 0));
  });

  it('writes each enhanced page, and a preview of the first', async () => {
    const storage = new MemoryStorage();
    const uploaded = await uploadResults(context, storage, 'job', {
      fetched: await fetched(),
      enhanced: { pages: [page(300, 400), page(100, 50)], skipped: false },
      words: [],
    });
    expect([...storage.objects.keys()].sort()).toEqual([
      'job/master-2.jpg',
      'job/master.jpg',
      'job/preview.jpg',
      'job/words.json',
    ]);
    expect(uploaded.master).toBe('job/master.jpg');
    const second = await sharp(storage.objects.get('job/master-2.jpg')).metadata();
    expect([second.width, second.height]).toEqual([100, 50]);
    const preview = await sharp(storage.objects.get('job/preview.jpg')).metadata();
    expect([preview.width, preview.height]).toEqual([300, 400]);
  });

  it('keeps a PDF as the master, and shows its first page', async () => {
    const storage = new MemoryStorage();
    const bytes = makePdf([{}]);
    const { master } = await uploadResults(context, storage, 'job', {
      fetched: { file: 'a.pdf', bytes, type: 'application/pdf' },
      enhanced: { pages: [page(600, 900), page(600, 900)], skipped: true },
      words: [],
    });
    expect([master, storage.objects.get(master)]).toEqual(['job/master.pdf', bytes]);
    const preview = await sharp(storage.objects.get('job/preview.jpg')).metadata();
    expect([preview.width, preview.height]).toEqual([533, 800]);
  });

  it('writes a page that is longer than a JPEG can be as a PNG', async () => {
    const storage = new MemoryStorage();
    const { master } = await uploadResults(context, storage, 'job', {
      fetched: await fetched(),
      enhanced: { pages: [page(70_000, 2)], skipped: false },
      words: [],
    });
    const { format, width } = await sharp(storage.objects.get(master)).metadata();
    expect([master, format, width]).toEqual(['job/master.png', 'png', 70_000]);
  });

  it('turns the preview as the camera held it', async () => {
    const storage = new MemoryStorage();
    const bytes = await sharp({ create: { width: 400, height: 200, channels: 3, background: 'teal' } })
      .jpeg()
      .withMetadata({ orientation: 6 })
      .toBuffer();
    await uploadResults(context, storage, 'job', {
      fetched: { file: 'a.jpg', bytes, type: 'image/jpeg' },
      enhanced: { pages: [page(200, 400)], skipped: true },
      words: [],
    });
    const preview = await sharp(storage.objects.get('job/preview.jpg')).metadata();
    expect([preview.width, preview.height]).toEqual([200, 400]);
  });

  it('keeps the words with their places and the size of the pages they are on', async () => {
    const storage = new MemoryStorage();
    const word = { text: 'Zürich', confidence: 0.9, box: { x0: 1, y0: 2, x1: 30.5, y1: 12 }, page: 0, line: 0 };
    const { words } = await uploadResults(context, storage, 'job', {
      fetched: await fetched(),
      enhanced: { pages: [page(300, 400)], skipped: false },
      words: [word],
    });
    const kept = wordsFileSchema.parse(JSON.parse(storage.objects.get(words)?.toString() ?? ''));
    expect(kept).toEqual({ pages: [{ width: 300, height: 400 }], words: [word] });
  });
});
