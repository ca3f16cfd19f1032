/**
 * The process of one engine in `bench:ocr`. Its argument is `ReaderOptions` as JSON; it answers `{ready}` or `{failed}`, and
 * then each `{file}` with the words and the CPU they took, after its threads came to rest.
 */
import { cpuMicroseconds } from '../../../pipeline/contract/spans.ts';
import { toSeconds } from '../../../pipeline/contract/units.ts';
import { processCpu } from '../../../pipeline/measure/cpu.ts';
import { waitUntilThreadsIdle } from '../../../pipeline/measure/settle.ts';
import type { EngineWord } from '../../../pipeline/ocr/engine.ts';
import { openReader, type ReaderOptions } from './readers.ts';

export type Answer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'read'; readonly words: readonly EngineWord[]; readonly cpuSeconds: number };

const answer = (message: Answer) => process.send?.(message);
const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';

try {
  const reader = await openReader(JSON.parse(process.argv[2] ?? '{}') as ReaderOptions);
  process.on('message', async ({ file }: { file: string | null }) => {
    if (file === null) {
      await reader.close();
      process.exit(0);
    }
    try {
      const before = cpuMicroseconds(processCpu()) + reader.childCpu();
      const words = await reader.read(file);
      await waitUntilThreadsIdle();
      answer({ kind: 'read', words, cpuSeconds: toSeconds(cpuMicroseconds(processCpu()) + reader.childCpu() - before) });
    } catch (error) {
      answer({ kind: 'failed', reason: reasonOf(error) });
    }
  });
  answer({ kind: 'ready' });
} catch (error) {
  answer({ kind: 'failed', reason: reasonOf(error) });
  process.disconnect?.();
}
