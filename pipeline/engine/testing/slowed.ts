/** What `slowed-worker.ts` does, for the tests that look for it. */
import type { StageName } from '../../contract/stages.ts';

export const SLOWED_STAGE: StageName = 'ocr';
export const SLOWED_BY = 0.25;
export const SLOWED_SIDE = 961;
