/**
 * The seven stages, in their order, for one document.
 */
import sharp from 'sharp';
import type { GreyImage, StageMeasure } from '../contract/stage-context.ts';
import type { StageName } from '../contract/stages.ts';
import type { StageRecorder } from '../measure/recorder.ts';
import { type OcrEngine, openEngine } from '../ocr/engine.ts';
import { type Enhanced, enhance } from '../stages/enhancement.ts';
import { fetchDocument } from '../stages/fetch.ts';
import { recognise } from '../stages/ocr.ts';
import { scoreQuality } from '../stages/quality-scoring.ts';
import { adaptToSchema } from '../stages/schema-adaptation.ts';
import { uploadResults } from '../stages/upload.ts';
import { storageAt } from '../storage/storage.ts';
import type { JobPipeline, JobProgress, JobResult, JobSource, PipelineOptions } from './job-pipeline.ts';

export function openDocumentPipeline({ settings, sourceRoot, resultRoot }: PipelineOptions): JobPipeline {
  const sources = storageAt(sourceRoot);
  const results = storageAt(resultRoot);
  let opened: OcrEngine | null = null;
  let readWithIt = 0;

  /** The model is loaded by the first stage that reads: a cold job pays for it there, and so does the first of each batch. */
  const engineFor = async (measure: StageMeasure): Promise<OcrEngine> => {
    if (opened !== null && settings['batch.size'] > 0 && readWithIt >= settings['batch.size']) {
      const used = opened;
      opened = null;
      await measure.part('close model', () => used.close());
    }
    if (opened === null) {
      opened = await openEngine(settings, measure);
      readWithIt = 0;
    }
    return opened;
  };

  async function run(jobId: string, source: JobSource, recorder: StageRecorder, progress: JobProgress): Promise<JobResult> {
    const stage = <T>(name: StageName, work: (context: StageMeasure & { settings: typeof settings }) => Promise<T>) =>
      recorder.stage(name, (measure) => work({ ...measure, settings }));

    const fetched = await stage('fetch', (context) => fetchDocument(context, sources, source));
    const scored = await stage('quality_scoring', (context) => scoreQuality(context, fetched));
    progress.quality = scored.quality;
    progress.path = scored.path;
    if (settings.preOcr) {
      await stage('pre_ocr', async (context) => recognise(context, await engineFor(context), scored.pages, scored.xHeights));
    }
    const enhanced = await stage('enhancement', (context) => enhance(context, scored.pages, scored.quality, scored.path));
    const read = await stage('ocr', async (context) => {
      const engine = await engineFor(context);
      readWithIt += 1;
      return recognise(context, engine, enhanced.pages, scored.xHeights);
    });
    const document = await stage('schema_adaptation', (context) => adaptToSchema(context, read));
    const uploaded = await stage('upload', (context) =>
      uploadResults(context, results, jobId, { fetched, enhanced: uprightPages(enhanced, read.pages), words: read.words }),
    );

    return {
      path: scored.path,
      quality: scored.quality,
      enhancementSteps: enhanced.steps,
      result: {
        document,
        text: read.text,
        quality_score: scored.quality.score,
        ocr_confidence: read.confidence,
        enhancement_skipped: enhanced.skipped,
        pages: scored.pages.length,
        ...(scored.quality.text_layer === null ? {} : { text_layer: scored.quality.text_layer }),
        input_file_size_bytes: fetched.bytes.byteLength,
        output_file_size_bytes: uploaded.bytes,
        master: uploaded.master,
        preview: uploaded.preview,
        words: uploaded.words,
      },
    };
  }

  return {
    versions: () => ({ sharp: sharp.versions.sharp, libvips: sharp.versions.vips, ...opened?.versions }),
    run,
    close: async () => opened?.close(),
  };
}

/** Of pages that OCR turned, the source itself would be a master that lies wrong. */
const uprightPages = ({ pages, skipped }: Enhanced, upright: readonly GreyImage[]) => ({
  pages: upright,
  skipped: skipped && pages.every((page, index) => page === upright[index]),
});
