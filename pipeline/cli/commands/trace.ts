/**
 * rbench trace: the timeline of a run, for other viewers.
 */

import path from 'node:path';
import { type Command, Option } from 'commander';
import { BenchError } from '../../contract/errors.ts';
import { plural } from '../../contract/plural.ts';
import { type TraceFormat, traceFormatSchema } from '../../contract/reader-calls.ts';
import { writeTrace } from '../../export/traces/write-trace.ts';
import { openStore } from '../../store/store.ts';
import { type CommonOptions, databaseOf, example, withDatabase } from '../options.ts';
import { print, printJson, shortId } from '../output.ts';
import { startProgress } from '../progress.ts';

interface TraceOptions extends CommonOptions {
  readonly run: string;
  readonly format: TraceFormat;
  readonly out: string;
}

const viewers: Readonly<Record<TraceFormat, string>> = {
  chrome: 'https://ui.perfetto.dev or chrome://tracing',
  speedscope: 'https://www.speedscope.app',
};

export function addCommand(program: Command): void {
  withDatabase(program.command('trace'))
    .description('write the timeline of a run, every stage and part of it, for other viewers')
    .requiredOption('--run <id>', 'its id, the beginning of it, or latest')
    .addOption(
      new Option('--format <name>', 'chrome: Perfetto and chrome://tracing open it')
        .choices(traceFormatSchema.options)
        .makeOptionMandatory(),
    )
    .requiredOption('--out <file>', 'where it goes; a file that is there is replaced when the new one is whole')
    .addHelpText(
      'after',
      example(
        'rbench trace --run latest --format speedscope --out run.speedscope.json',
        'rbench trace --run 3f2a --format chrome --out run.trace.json',
      ),
    )
    .action(trace);
}

async function trace(options: TraceOptions): Promise<void> {
  const store = openStore(databaseOf(options), { mode: 'read' });
  const progress = startProgress('writing the timeline');
  const stop = new AbortController();
  const onSignal = () => stop.abort(new BenchError('call.cancelled'));
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  try {
    if (store.notice !== null) process.stderr.write(`${store.notice}\n`);
    const run = store.findRun(options.run);
    const { file, documents, spans, bytes } = await writeTrace(store, {
      run,
      format: options.format,
      file: path.resolve(options.out),
      signal: stop.signal,
      onProgress: (done, total) => progress.update(done, total, options.format),
    });
    progress.stop();
    if (options.json) printJson({ run_id: run, format: options.format, file, documents, spans, bytes });
    else
      print(
        `${plural(spans, 'span')} of ${plural(documents, 'document')} of run ${shortId(run)} in ${file}; ${viewers[options.format]} opens it.`,
      );
  } finally {
    progress.stop();
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
    store.close();
  }
}
