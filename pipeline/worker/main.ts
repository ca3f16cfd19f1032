/**
 * Entry of the worker process that runs documents.
 */
import sharp from 'sharp';
import { openDocumentPipeline } from './document-pipeline.ts';
import { serve } from './serve.ts';

// One thread for image work: a worker is one job, and the engine runs as many workers as it is told to.
sharp.concurrency(1);
// Every document is decoded once; a cache would only hold memory.
sharp.cache(false);

serve(openDocumentPipeline);
