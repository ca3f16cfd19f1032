/** A worker that goes through the stages of a job and does nothing in them. */
import type { Quality } from '../../../pipeline/contract/quality.ts';
import { stageNames } from '../../../pipeline/contract/stages.ts';
import type { OpenPipeline } from '../../../pipeline/worker/job-pipeline.ts';
import { serve } from '../../../pipeline/worker/serve.ts';

const quality: Quality = {
  score: 1,
  parts: { sharpness: 1, contrast: 1, noise: 1, resolution: 1, skew: 1 },
  measured: {
    edge_gradient: 1,
    contrast_levels: 1,
    noise_levels: 1,
    x_height_pixels: null,
    skew_degrees: 0,
    dots_per_inch: null,
  },
  width: 1,
  height: 1,
  pages: 1,
  text_layer: null,
};

const openQuickPipeline: OpenPipeline = () => ({
  versions: () => ({}),
  async run(_jobId, { key }, recorder, progress) {
    for (const stage of stageNames) await recorder.stage(stage, () => undefined);
    progress.quality = quality;
    progress.path = 'fast';
    return {
      path: 'fast',
      quality,
      enhancementSteps: [],
      result: {
        document: { type: 'other', type_confidence: 0, fields: {}, line_items: [], checks: [], missing: [] },
        text: key,
        quality_score: 1,
        ocr_confidence: 1,
        enhancement_skipped: true,
        pages: 1,
        input_file_size_bytes: 1,
        output_file_size_bytes: 1,
        master: '',
        preview: '',
        words: '',
      },
    };
  },
  close: async () => undefined,
});

serve(openQuickPipeline);
