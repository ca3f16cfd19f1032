import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../contract/settings.ts';
import type { StageContext } from '../contract/stage-context.ts';
import type { StorageAdapter } from '../storage/storage.ts';
import type { Fetched } from './fetch.ts';
import { uploadResults } from './upload.ts';

const context: StageContext = { settings: defaultSettings, part: async (_name, work) => work(), chargeChild: () => undefined };

class MemoryStorage implements StorageAdapter {
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
    const uploaded = await uploadResults(context, storage, 'job', source, { pages: [page(1600, 1200)], skipped: true });
    expect(uploaded).toMatchObject({ master: 'job/master.png', preview: 'job/preview.jpg' });
    expect(storage.objects.get('job/master.png')).toEqual(source.bytes);
    const preview = await sharp(storage.objects.get('job/preview.jpg')).metadata();
    expect([preview.format, preview.width, preview.height, preview.channels]).toEqual(['jpeg', 800, 600, 3]);
    expect(uploaded.bytes).toBe([...storage.objects.values()].reduce((sum, object) => sum + object.length, 0));
  });

  it('writes each enhanced page, and a preview of the first', async () => {
    const storage = new MemoryStorage();
    const uploaded = await uploadResults(context, storage, 'job', await fetched(), {
      pages: [page(300, 400), page(100, 50)],
      skipped: false,
    });
    expect([...storage.objects.keys()].sort()).toEqual(['job/master-2.jpg', 'job/master.jpg', 'job/preview.jpg']);
    expect(uploaded.master).toBe('job/master.jpg');
    const second = await sharp(storage.objects.get('job/master-2.jpg')).metadata();
    expect([second.width, second.height]).toEqual([100, 50]);
    const preview = await sharp(storage.objects.get('job/preview.jpg')).metadata();
    expect([preview.width, preview.height]).toEqual([300, 400]);
  });

  it('turns the preview as the camera held it', async () => {
    const storage = new MemoryStorage();
    const bytes = await sharp({ create: { width: 400, height: 200, channels: 3, background: 'teal' } })
      .jpeg()
      .withMetadata({ orientation: 6 })
      .toBuffer();
    await uploadResults(
      context,
      storage,
      'job',
      { file: 'a.jpg', bytes, type: 'image/jpeg' },
      { pages: [page(200, 400)], skipped: true },
    );
    const preview = await sharp(storage.objects.get('job/preview.jpg')).metadata();
    expect([preview.width, preview.height]).toEqual([200, 400]);
  });
});
