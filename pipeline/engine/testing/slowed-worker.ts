/**
 * For tests: the worker, with one stage slowed by a known share on the side whose `ocr.detectorSide` is `SLOWED_SIDE`. That
 * setting means nothing to the engine that the tests use.
 */

import type { StageRecorder } from '../../measure/recorder.ts';
import { openDocumentPipeline } from '../../worker/document-pipeline.ts';
import { serve } from '../../worker/serve.ts';
import { SLOWED_BY, SLOWED_SIDE, SLOWED_STAGE } from './slowed.ts';

serve((options) => {
  const pipeline = openDocumentPipeline(options);
  if (options.settings['ocr.detectorSide'] !== SLOWED_SIDE) return pipeline;
  return {
    ...pipeline,
    run: (jobId, key, recorder, progress) => pipeline.run(jobId, key, slowing(recorder), progress),
  };
});

const slowing = (recorder: StageRecorder): StageRecorder => ({
  stage: (stage, work) =>
    recorder.stage(stage, async (measure) => {
      const before = burnt();
      const answer = await work(measure);
      if (stage === SLOWED_STAGE) burn((burnt() - before) * SLOWED_BY);
      return answer;
    }),
});

function burnt(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

function burn(microseconds: number): void {
  const until = burnt() + microseconds;
  while (burnt() < until);
}
