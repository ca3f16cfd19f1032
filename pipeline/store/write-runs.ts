/**
 * The life of a run: made with all its jobs at once, worked on by one owner at a time, ended with its summary.
 */

import { BenchError } from '../contract/errors.ts';
import type {
  DocumentRecord,
  JsonObject,
  Owner,
  RunChanges,
  RunKind,
  RunState,
  RunSummary,
  RunWarning,
} from '../contract/run.ts';
import { insertInto } from './columns.ts';
import type { Connection } from './connection.ts';
import { type IsAlive, ownerOf, refuseActive } from './owner.ts';
import { toJson } from './rows.ts';

export interface NewRun {
  /** A UUID, as are all ids the caller gives. */
  readonly id: string;
  readonly kind: RunKind;
  readonly settings: JsonObject;
  readonly environment: JsonObject;
  readonly plan: JsonObject;
  /** The wall clock at the run's origin, ISO 8601 UTC. */
  readonly anchor_utc: string;
  readonly output_folder: string | null;
  readonly owner: Owner | null;
  readonly warnings?: readonly RunWarning[];
  readonly name?: string;
  readonly tags?: readonly string[];
  readonly notes?: string;
}

export type NewDocument = Omit<DocumentRecord, 'id' | 'etag'> & Partial<Pick<DocumentRecord, 'etag'>>;

export interface NewJob {
  readonly id: string;
  /** Place of its document in the documents given beside it. */
  readonly document: number;
  /** Order in the run, from 0, unique. */
  readonly sequence: number;
  readonly side?: string;
  readonly pass?: number;
  readonly planned_us?: number | null;
  readonly queued_us?: number | null;
}

const runColumns =
  'id, kind, state, name, tags, notes, anchor_utc, output_folder, owner, warnings, settings, environment, plan'.split(', ');
const documentColumns = ['sha256', 'etag', 'file', 'root', 'bytes', 'path_class', 'type', 'truth'] as const;
const newJobColumns = ['id', 'run_id', 'document_id', 'sequence', 'side', 'pass', 'planned_us', 'queued_us'] as const;

const arrivalTaken = `UPDATE arrivals SET job_id = ?, outcome = CASE outcome WHEN 'planned' THEN 'in_flight' ELSE outcome END
  WHERE run_id = ? AND sequence = ? AND job_id IS NULL`;

export function runWriter(connection: Connection) {
  /** A document that is known already, to the last detail, is not kept twice. */
  const documentId = (document: NewDocument): number => {
    const row = { ...document, etag: document.etag ?? null, truth: toJson(document.truth) };
    const same = documentColumns.map((column) => `${column} IS @${column}`).join(' AND ');
    const known = connection.statement<{ id: number }>(`SELECT id FROM documents WHERE ${same}`).get(row);
    if (known !== undefined) return known.id;
    const inserted = connection.statement<{ id: number }>(`${insertInto('documents', documentColumns)} RETURNING id`).get(row);
    if (inserted === undefined) throw new BenchError('internal', { reason: 'a document was not inserted' });
    return inserted.id;
  };

  const insertJob = (runId: string, document_id: number | null, job: Omit<NewJob, 'document'>): void => {
    connection.statement(insertInto('jobs', newJobColumns)).run({
      id: job.id,
      run_id: runId,
      document_id,
      sequence: job.sequence,
      side: job.side ?? 'a',
      pass: job.pass ?? 0,
      planned_us: job.planned_us ?? null,
      queued_us: job.queued_us ?? null,
    });
  };

  /** Gives a run up without ending it: it reads `interrupted` and can be resumed. */
  const releaseRun = (runId: string): void => {
    connection
      .statement(`UPDATE runs SET owner = NULL, state = iif(state = 'running', 'interrupted', state) WHERE id = ?`)
      .run([runId]);
  };

  /** What a worker was at is to be done again. Returns how many jobs that are. */
  const requeueRunning = (runId: string): number =>
    connection
      .statement(
        `UPDATE jobs SET state = 'queued', attempt = attempt + 1, worker_id = NULL, started_us = NULL
         WHERE run_id = ? AND state = 'running'`,
      )
      .run([runId]);

  return {
    /** Keeps a run in state `running` with all its jobs `queued`, or nothing. Returns the documents' ids, in their order. */
    createRun(run: NewRun, documents: readonly NewDocument[], jobs: readonly NewJob[]): number[] {
      return connection.transaction(() => {
        connection.statement(insertInto('runs', runColumns)).run({
          id: run.id,
          kind: run.kind,
          state: 'running',
          name: run.name ?? '',
          tags: JSON.stringify(run.tags ?? []),
          notes: run.notes ?? '',
          anchor_utc: run.anchor_utc,
          output_folder: run.output_folder,
          owner: toJson(run.owner),
          warnings: JSON.stringify(run.warnings ?? []),
          settings: JSON.stringify(run.settings),
          environment: JSON.stringify(run.environment),
          plan: JSON.stringify(run.plan),
        });
        const documentIds = documents.map(documentId);
        for (const job of jobs) insertJob(run.id, documentIds[job.document] ?? null, job);
        return documentIds;
      });
    },

    /**
     * One more job of a run that is at work, `queued`. Returns its document's id.
     * @param arrival of a load test: its place in the plan, null where no plan has it
     */
    addJob(runId: string, document: NewDocument, job: Omit<NewJob, 'document'>, arrival: number | null): number {
      return connection.transaction(() => {
        const document_id = documentId(document);
        insertJob(runId, document_id, job);
        if (arrival !== null) connection.statement(arrivalTaken).run([job.id, runId, arrival]);
        return document_id;
      });
    },

    /** Replaces the plan, when more of it is known than at the beginning. */
    keepPlan(runId: string, plan: JsonObject): void {
      connection.statement('UPDATE runs SET plan = ? WHERE id = ?').run([JSON.stringify(plan), runId]);
    },

    /** Replaces the environment, when more of it is known: engine and model load with the first job. */
    keepEnvironment(runId: string, environment: JsonObject): void {
      const changed = connection
        .statement('UPDATE runs SET environment = ? WHERE id = ?')
        .run([JSON.stringify(environment), runId]);
      if (changed !== 1) throw new BenchError('run.not_found', { run: runId });
    },

    /** Ends the run: nobody owns it any more. Jobs that did not end are `queued`, for a resume. */
    runEnded(
      runId: string,
      end: {
        readonly state: Exclude<RunState, 'running'>;
        readonly summary: RunSummary;
        readonly warnings: readonly RunWarning[];
      },
    ): void {
      const sql = `UPDATE runs SET state = @state, summary = @summary, warnings = @warnings, owner = NULL,
        ended_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') WHERE id = @id`;
      connection.transaction(() => {
        requeueRunning(runId);
        const changed = connection.statement(sql).run({
          id: runId,
          state: end.state,
          summary: JSON.stringify(end.summary),
          warnings: JSON.stringify(end.warnings),
        });
        if (changed !== 1) throw new BenchError('run.not_found', { run: runId });
      });
    },

    /**
     * Takes a run over, to go on with it: it is `running` again, its summary is gone, and what the last owner left `running`
     * is `queued` again. Returns how many jobs that were.
     * @throws BenchError `run.active` while another process lives that works on it, `run.not_found`
     */
    claimRun(runId: string, owner: Owner, isAlive: IsAlive): number {
      return connection.transaction(() => {
        refuseActive(connection, runId, isAlive);
        connection
          .statement(`UPDATE runs SET state = 'running', owner = ?, ended_at = NULL, summary = NULL WHERE id = ?`)
          .run([JSON.stringify(owner), runId]);
        return requeueRunning(runId);
      });
    },

    /**
     * Changes what a person may change; a run that is worked on may be changed too.
     * @throws BenchError `run.not_found`
     */
    editRun(runId: string, changes: RunChanges): void {
      const columns = {
        ...(changes.name === undefined ? {} : { name: changes.name }),
        ...(changes.tags === undefined ? {} : { tags: JSON.stringify([...new Set(changes.tags)]) }),
        ...(changes.notes === undefined ? {} : { notes: changes.notes }),
        ...(changes.pinned === undefined ? {} : { pinned: Number(changes.pinned) }),
      };
      const assignments = ['id = id', ...Object.keys(columns).map((column) => `${column} = @${column}`)].join(', ');
      connection.transaction(() => {
        if (changes.pinned === true) connection.statement('UPDATE runs SET pinned = 0 WHERE pinned = 1').run([]);
        const changed = connection.statement(`UPDATE runs SET ${assignments} WHERE id = @id`).run({ ...columns, id: runId });
        if (changed !== 1) throw new BenchError('run.not_found', { run: runId });
      });
    },

    /** Marks as `interrupted` every run whose owner died over it. Returns their ids. */
    interruptAbandoned(isAlive: IsAlive): string[] {
      return connection.transaction(() => {
        const running = connection.statement<{ id: string }>(`SELECT id FROM runs WHERE state = 'running'`).all();
        const abandoned = running.filter(({ id }) => {
          const owner = ownerOf(connection, id);
          return owner === null || !isAlive(owner);
        });
        for (const { id } of abandoned) releaseRun(id);
        return abandoned.map(({ id }) => id);
      });
    },
  };
}
