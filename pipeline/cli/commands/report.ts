/**
 * rbench report: the report, in the formats that are asked for.
 */
import path from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import manifest from '../../../package.json' with { type: 'json' };
import { type ReportFormat, reportFormatSchema } from '../../contract/capacity.ts';
import { BenchError } from '../../contract/errors.ts';
import { readCapacityFacts } from '../../export/capacity/read-facts.ts';
import { writeReport } from '../../report/write-report.ts';
import { openStore } from '../../store/store.ts';
import { type CapacityOptions, capacityOf, criteriaFor, withCapacityOptions } from '../capacity-options.ts';
import { databaseOf, example, withDatabase } from '../options.ts';
import { print, printJson, shortId } from '../output.ts';

interface ReportOptions extends CapacityOptions {
  readonly format: readonly ReportFormat[];
  readonly out?: string;
}

export function addCommand(program: Command): void {
  withCapacityOptions(withDatabase(program.command('report')))
    .description('write the capacity report with what was measured')
    .option('--format <list>', `by commas: ${reportFormatSchema.options.join(', ')}`, formats, ['md', 'html'])
    .option('--out <folder>', 'where it goes (rythmiq-report-RUN)')
    .addHelpText('after', example('rbench report --run latest --format md,html,pdf,csv,json --out ./report'))
    .addHelpText('after', '\nA PDF is printed by Chromium (or RBENCH_CHROMIUM); the app prints it by itself.')
    .action(report);
}

async function report(options: ReportOptions): Promise<void> {
  const store = openStore(databaseOf(options), { mode: 'read' });
  const stop = new AbortController();
  const onSignal = () => stop.abort(new BenchError('call.cancelled'));
  process.on('SIGINT', onSignal);
  try {
    const of = capacityOf(store, options);
    const criteria = criteriaFor(readCapacityFacts(store, of), options);
    const folder = path.resolve(options.out ?? `rythmiq-report-${shortId(of.runs[0] ?? '')}`);
    const files = await writeReport(store, {
      of,
      criteria,
      version: manifest.version,
      formats: options.format,
      folder,
      signal: stop.signal,
      onFile: (file) => process.stderr.write(`${file}\n`),
    });
    if (options.json) printJson({ run_ids: of.runs, folder, files, db: store.file });
    else print(`The report is in ${folder}`);
  } finally {
    process.off('SIGINT', onSignal);
    store.close();
  }
}

function formats(text: string): ReportFormat[] {
  return [...new Set(text.split(','))].map((word) => {
    const parsed = reportFormatSchema.safeParse(word.trim());
    if (!parsed.success) throw new InvalidArgumentError(`Name some of ${reportFormatSchema.options.join(', ')}.`);
    return parsed.data;
  });
}
