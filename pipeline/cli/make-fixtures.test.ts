import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { defaultSettings } from '../contract/settings.ts';
import { testFolder } from '../store/testing/folders.ts';
import { makeSamples } from './make-fixtures.ts';

it('draws nothing for an engine or a model that is not there', async () => {
  const { path: folder } = testFolder(onTestFinished);
  const unread = { ...defaultSettings, 'ocr.model': 'none' };
  await expect(makeSamples({ out: path.join(folder, 'samples') }, [defaultSettings, unread])).rejects.toMatchObject({
    code: 'ocr.model_unknown',
  });
  expect(readdirSync(folder)).toEqual([]);
});
