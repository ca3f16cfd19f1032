import { expect } from 'vitest';
import type { LaunchedApp } from './launch.ts';

/** Copies until it is there: the tests of other files have windows on this display too, and one clipboard. */
export async function copied({ app }: LaunchedApp, copy: () => Promise<unknown>, wanted: RegExp): Promise<string> {
  let text = '';
  const copyAndRead = async () => {
    await copy();
    text = await app.evaluate(({ clipboard }) => clipboard.readText());
    return text;
  };
  await expect.poll(copyAndRead).toMatch(wanted);
  return text;
}
