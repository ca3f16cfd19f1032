/**
 * How the documents of a run were read, as a baseline has them.
 */
import { jobAccuracySchema } from '../../contract/accuracy.ts';
import { BASELINE_FORMAT, type Baseline, type BaselineDocument } from '../../contract/baseline.ts';
import { environmentSchema } from '../../contract/environment.ts';
import { BenchError } from '../../contract/errors.ts';
import { parseSettings } from '../../contract/settings.ts';
import type { Store } from '../../store/store.ts';

type BaselineSource = Pick<Store, 'readRun' | 'documentsOf' | 'samplesOf' | 'jobsOf'>;

/** @throws BenchError `run.not_found`, `baseline.not_a_run`, `baseline.unfinished`, `store.*` */
export function readBaseline(store: BaselineSource, runId: string): Baseline {
  const run = store.readRun(runId);
  if (run.kind !== 'run') throw new BenchError('baseline.not_a_run', { run: runId, kind: run.kind });
  const environment = environmentSchema.parse(run.environment);
  const documents = readBaselineDocuments(store, runId);
  if (run.state !== 'completed' || documents.length === 0) throw new BenchError('baseline.unfinished', { run: runId });
  return {
    format: BASELINE_FORMAT,
    run: {
      id: run.id,
      name: run.name,
      created_at: run.created_at,
      git_revision: environment.git_revision,
      versions: environment.versions,
    },
    settings: parseSettings(run.settings),
    documents,
  };
}

/** A document that came several times is there once, as it was read last; one that has not ended is not there. */
export function readBaselineDocuments(store: BaselineSource, runId: string): BaselineDocument[] {
  const samples = new Map(store.samplesOf(runId).map((sample) => [sample.document_id, sample]));
  const errors = new Map(
    store.jobsOf(runId, { limit: Number.MAX_SAFE_INTEGER }).map(({ document_id, error }) => [document_id, error?.code ?? null]),
  );
  const documents = store.documentsOf(runId).toSorted((one, other) => (one.file < other.file ? -1 : 1));
  return documents.flatMap(({ id, file, sha256, etag }): BaselineDocument[] => {
    const sample = samples.get(id);
    if (sample?.state !== 'succeeded' && sample?.state !== 'failed') return [];
    const accuracy = sample.accuracy === null ? null : jobAccuracySchema.parse(JSON.parse(sample.accuracy));
    return [
      {
        file,
        sha256,
        etag,
        state: sample.state,
        error: errors.get(id) ?? null,
        text: accuracy?.text ? { edits: accuracy.text.edits, characters: accuracy.text.characters } : null,
        fields: fieldsOf(accuracy?.fields ?? []),
        lacks_required_field: sample.lacks_required_field,
      },
    ];
  });
}

function fieldsOf(results: readonly { readonly status: string }[]): BaselineDocument['fields'] {
  const named = results.filter(({ status }) => status !== 'spurious');
  if (named.length === 0) return null;
  return { right: named.filter(({ status }) => status === 'right').length, expected: named.length };
}
