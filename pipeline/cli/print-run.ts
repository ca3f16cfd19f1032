/**
 * A run in the terminal: stages, cold and warm, paths, accuracy, invariants, warnings, documents, and how its CPU adds up.
 */

import { stageLedger } from '../analysis/stage-ledger.ts';
import { jobAccuracySchema, runAccuracySchema } from '../contract/accuracy.ts';
import { plural } from '../contract/plural.ts';
import type { RunRecord, WorkerRecord } from '../contract/run.ts';
import { cpuMicroseconds } from '../contract/spans.ts';
import { toSeconds } from '../contract/units.ts';
import { alarm, caution, faint, heading, oneLine, percent, print, ratio, seconds, shortId, table } from './output.ts';
import type { DocumentResult, RunResult } from './run-result.ts';

const left = { align: 'left' } as const;

export function printRun(run: RunRecord, result: RunResult): void {
  printHead(run, result);
  if (result.jobs.succeeded > 0) {
    printStages(result);
    printTemperatures(result);
    printPaths(result);
  }
  printAccuracy(result);
  printInvariants(result);
  printWarnings(result);
}

function printHead(run: RunRecord, { state, jobs, environment, settings }: RunResult): void {
  const settingsLine = Object.entries(settings)
    .map(([key, value]) => `${key}=${value}`)
    .join(' ');
  print(heading(`Run ${shortId(run.id)}${run.name === '' ? '' : ` “${run.name}”`}: ${state}`));
  print(
    `${plural(jobs.succeeded, 'document')} measured, ${jobs.failed} failed${jobs.unfinished > 0 ? `, ${jobs.unfinished} not yet done` : ''}`,
  );
  print(
    faint(
      `${environment.cpu_model}, ${plural(environment.cores, 'core')} · ${Object.entries(environment.versions)
        .map((pair) => pair.join(' '))
        .join(', ')}`,
    ),
  );
  print(faint(settingsLine));
}

function printStages(result: RunResult): void {
  print(heading('Stages, mean of a document'));
  print(
    table(
      [{ title: 'stage', ...left }, { title: 'CPU s' }, { title: 'wall s' }, { title: 'cores busy' }, { title: 'share of CPU' }],
      stageLedger(result).map(({ kind, stage, cpuSeconds, wallSeconds, coresBusy, share }) => [
        stage ?? (kind === 'total' ? 'total of the stages' : 'no stage (unattributed)'),
        seconds(cpuSeconds),
        wallSeconds === null ? '' : seconds(wallSeconds),
        coresBusy === null ? '' : ratio(coresBusy),
        percent(share, kind === 'remainder' ? 2 : 1),
      ]),
    ),
  );
}

function printTemperatures({ temperatures }: RunResult): void {
  print(heading('Cold and warm (cold: the first document of a worker process, with the model load)'));
  print(
    table(
      [{ title: '', ...left }, { title: 'documents' }, { title: 'CPU s per document' }],
      (['cold', 'warm'] as const).map((name) => [name, temperatures[name].jobs, seconds(temperatures[name].cpu_seconds)]),
    ),
  );
}

function printPaths({ cpu_per_doc, failed_work, wall_per_doc }: RunResult): void {
  print(heading('CPU seconds per document'));
  const weighted = cpu_per_doc.weighted === null ? 'needs both paths' : seconds(cpu_per_doc.weighted);
  print(`  fast ${seconds(cpu_per_doc.fast)} · standard ${seconds(cpu_per_doc.standard)} · weighted 70/30 ${weighted}`);
  print(`  wall seconds per document ${seconds(wall_per_doc)}`);
  if (failed_work.jobs > 0)
    print(`  failed work: ${seconds(failed_work.cpu_seconds)} CPU s in ${plural(failed_work.jobs, 'document')}`);
}

function printAccuracy({ accuracy }: RunResult): void {
  print(heading('Accuracy'));
  const parsed = runAccuracySchema.nullable().parse(accuracy);
  if (parsed === null) {
    print('  not measured: no document that succeeded has truth (name.txt or name.json beside it)');
    return;
  }
  const { documents, cer, wer, cer_without_spaces, omitted, misread, field_f1, field_precision, field_recall, fields } = parsed;
  print(`  ${plural(documents, 'document')} with truth`);
  print(
    `  text: CER ${percent(cer)} (without spaces ${percent(cer_without_spaces)}; left out ${percent(omitted)}, misread ${percent(misread)}), WER ${percent(wer)}`,
  );
  print(`  fields: F1 ${ratio(field_f1)} (precision ${ratio(field_precision)}, recall ${ratio(field_recall)})`);
  const each = Object.entries(fields).map(([name, { right, of }]) => `${name} ${right}/${of}`);
  if (each.length > 0) print(`  ${each.join(', ')}`);
}

function printInvariants({ invariants }: RunResult): void {
  print(heading('Invariants'));
  for (const { holds, sentence } of invariants) {
    const mark = holds === null ? caution('?') : holds ? '✓' : alarm('✗');
    print(`  ${mark} ${sentence}${holds === null ? ' (not to be judged from this run alone)' : ''}`);
  }
}

function printWarnings({ warnings }: RunResult): void {
  if (warnings.length === 0) return;
  print(heading('Warnings'));
  for (const { message } of warnings) print(`  ${caution('!')} ${message}`);
}

export function printDocuments({ documents, documents_not_listed }: RunResult): void {
  if (documents.length === 0) return;
  print(heading('Documents'));
  print(
    table(
      [
        { title: '#' },
        { title: 'document', ...left },
        { title: 'state', ...left },
        { title: 'path', ...left },
        { title: 'CPU s' },
        { title: 'wall s' },
        { title: 'CER' },
        { title: 'fields' },
      ],
      documents.map((document) => [
        document.number,
        oneLine(document.file),
        document.status === 'succeeded' ? (document.temperature ?? '') : document.status,
        document.path ?? '–',
        seconds(document.cpu_seconds),
        seconds(document.wall_seconds),
        ...accuracyCells(document),
      ]),
    ),
  );
  if (documents_not_listed > 0) print(faint(`${documents_not_listed} more documents; --limit shows them`));
  for (const { number, error } of documents)
    if (error !== null) print(`  ${alarm('✗')} ${number}: ${error.message} [${error.code}]`);
}

function accuracyCells({ accuracy }: DocumentResult): string[] {
  const parsed = jobAccuracySchema.nullable().parse(accuracy);
  const cer = parsed?.text?.cer;
  const named = parsed?.fields.filter((field) => field.status !== 'spurious') ?? [];
  const right = named.filter((field) => field.status === 'right').length;
  return [cer === undefined ? '–' : percent(cer), named.length === 0 ? '–' : `${right}/${named.length}`];
}

/** How each worker's CPU adds up, and what the operating system says of the same process. */
export function printLedger(workers: readonly WorkerRecord[]): void {
  if (workers.length === 0) return;
  print(heading('Worker processes: CPU seconds from inside, and as the operating system accounts them'));
  const cpu = (time: WorkerRecord['ledger']['process']) => (time === null ? '–' : seconds(toSeconds(cpuMicroseconds(time))));
  print(
    table(
      [
        { title: 'slot' },
        { title: 'pid' },
        { title: 'start-up' },
        { title: 'in jobs' },
        { title: 'between jobs' },
        { title: 'inside' },
        { title: 'OS' },
        { title: 'difference' },
        { title: 'children' },
        { title: 'end', ...left },
      ],
      workers.map(({ slot, pid, exit_reason, ledger }) => [
        slot,
        pid,
        cpu(ledger.startup),
        cpu(ledger.in_jobs),
        cpu(ledger.between_jobs),
        cpu(ledger.process),
        cpu(ledger.system),
        ledger.process === null || ledger.system === null
          ? '–'
          : percent(cpuMicroseconds(ledger.process) / Math.max(1, cpuMicroseconds(ledger.system)) - 1, 2),
        cpu(ledger.children),
        exit_reason ?? 'running',
      ]),
    ),
  );
}
