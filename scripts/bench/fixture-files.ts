/**
 * Generated documents for the benches: the first ones of the report's mix.
 */
import { fileURLToPath } from 'node:url';
import { generateFixtures } from '../../fixtures/generate.ts';
import { defaultSettings, largestInput } from '../../pipeline/contract/settings.ts';
import { findDocuments } from '../../pipeline/engine/documents.ts';

const folder = fileURLToPath(new URL('../../fixtures/load-test/', import.meta.url));

/** The report's 70/30 mix of generated documents, made first where they are missing. */
export async function fixtureFiles(count: number): Promise<{ root: string; files: string[] }> {
  await generateFixtures({ out: folder, onProgress: (done, total) => process.stderr.write(`\rfixtures ${done}/${total} `) });
  const { documents } = await findDocuments({
    place: folder,
    selection: 'mixed',
    count,
    largestBytes: largestInput(defaultSettings),
  });
  return { root: folder, files: documents.map((document) => document.file) };
}
