/**
 * Every error a person can meet: its stable code and its one sentence, which says what to do next. `{name}` in a sentence is
 * filled from the error's details, `{name|one|many}` with the word that fits the amount. A code never changes its meaning; a new
 * case gets a new code.
 */
import { z } from 'zod';
import { pluralForm } from './plural.ts';

export const sentences = {
  'input.empty': '{file} is empty (0 bytes); scan or copy it again.',
  'input.missing': '{file} is not there any more; put it back or leave it out of the run.',
  'input.unreadable': '{file} cannot be read ({reason}); give this user the right to read it.',
  'input.not_a_file': '{file} is not a regular file; name the documents themselves or their folder.',
  'input.unsupported_type': '{file} is {type}, not a JPEG, PNG, TIFF or WebP image or a PDF; convert it first.',
  'input.broken': '{file} cannot be decoded ({reason}); scan or copy it again.',
  'input.encrypted': '{file} is locked with a password; save it again without one.',
  'input.no_pages': '{file} is a PDF without pages; export or scan it again.',
  'input.changed': '{file} is not the file that was measured any more; restore it to see it here.',
  'input.too_large': '{file} has {bytes} bytes and the limit is {limit}; raise input.maxMegabytes or shrink the scan.',
  'input.too_many_pixels':
    '{file} would unpack to {pixels} pixels and the limit is {limit}; raise input.maxMegapixels if you trust the file.',
  'input.folder_missing': 'There is no folder {folder}; check the path.',
  'input.no_documents': '{folder} holds no document; put JPEG, PNG, TIFF, WebP or PDF scans there.',
  'storage.full': 'The disk that holds {folder} is full; free some space, then resume the run.',
  'storage.denied': '{folder} cannot be written ({reason}); choose another folder with --out or change its rights.',
  'storage.failed': '{folder} cannot be used ({reason}).',
  's3.bad_address': '{address} is no address in S3 ({reason}); it is s3://bucket/folder, and keys come from the environment.',
  's3.no_bucket': 'There is no bucket {bucket} at {endpoint}; check its name and whose account it is in.',
  's3.denied': '{endpoint} does not let this key {what} in bucket {bucket} ({reason}); have the right to it granted.',
  's3.login': '{endpoint} does not know this key or its secret ({reason}); check AWS_ACCESS_KEY_ID, or the profile.',
  's3.no_credentials': 'There are no credentials for {endpoint}; set AWS_PROFILE, or AWS_ACCESS_KEY_ID and its secret.',
  's3.wrong_region': 'Bucket {bucket} of {endpoint} is in another region ({reason}); set AWS_REGION to it.',
  's3.unreachable': 'Nothing answers at {endpoint} ({reason}); check AWS_ENDPOINT_URL, the network and the firewall.',
  's3.tls':
    'No TLS connection to {endpoint} can be trusted ({reason}); check http or https in AWS_ENDPOINT_URL, or name its authority in NODE_EXTRA_CA_CERTS.',
  's3.clock': 'The clock of this machine and that of {endpoint} differ too much ({reason}); set it right.',
  's3.throttled': '{endpoint} asks for fewer requests ({reason}); take fewer workers, or try later.',
  's3.full': '{endpoint} has no room for it in bucket {bucket} ({reason}); make some there, then resume the run.',
  's3.lost':
    'The connection to {endpoint} broke in each of {attempts} tries to {what} ({reason}); look at the network, then try again.',
  's3.changed': '{file} was replaced in its bucket since the run began; start a new run.',
  's3.failed': '{endpoint} refused to {what} in bucket {bucket} ({reason}).',
  'storage.foreign_manifest': '{folder} holds a manifest.json that is not ours; choose another folder with --out.',
  'ocr.model_missing': 'The OCR model {model} is not at {folder}; {remedy}.',
  'ocr.model_unknown': 'The engine {engine} has no model {model}; name {models}, or a folder that holds {file}.',
  'ocr.engine_missing': 'The OCR engine {engine} is not on this machine ({reason}); {remedy}.',
  'ocr.failed': 'The OCR engine failed on {file} ({reason}).',
  'schema.invalid': 'The document read from {file} does not fit its own schema ({reason}); please report it with the file.',
  'job.timeout': '{file} took longer than {seconds} s and was stopped; raise job.timeout or look at the file.',
  'worker.died':
    'The worker process ended while working on {file} ({reason}); the job is lost, the run went on with a fresh worker.',
  'worker.start_failed': 'A worker process could not start ({reason}); see the Environment screen or `rbench doctor`.',
  'engine.died':
    'The engine process ended ({reason}); finished jobs are safe: resume the run (`rbench resume {run}`) to do the rest.',
  'engine.died_early': 'The engine process ended ({reason}) before a document was measured; start the run again.',
  'process.died': 'A process of the app ended ({reason}); try again, a fresh one takes its place.',
  'window.died':
    'The process of the window ended ({reason}) and a fresh one took its place; what is measured goes on, what was only typed must be typed again.',
  'engine.start_failed': 'The engine process could not start ({reason}); see the Environment screen or `rbench doctor`.',
  'host.unavailable': 'Workers cannot run in {host} processes here ({reason}); leave the setting host at auto.',
  'store.missing': 'There is no database at {file}; `rbench run` makes one, or name another with --db.',
  'store.read_only': 'The database {file} cannot be written ({reason}); change its rights or name another with --db.',
  'store.newer':
    'The database {file} was written by a newer version (schema {found}, this one knows {known}); update Rythmiq Bench, or name another with --db.',
  'store.not_a_database': '{file} is not a Rythmiq Bench database; name another with --db.',
  'store.corrupt': 'The database {file} is damaged ({reason}); restore a copy, or name a fresh one with --db.',
  'store.locked': 'Another process holds the database {file}; wait for it to finish or end it.',
  'store.full': 'The disk that holds the database {file} is full; free some space, then `rbench resume` the run.',
  'store.failed': 'The database {file} failed ({reason}).',
  'run.not_found': 'There is no run {run}; the list of runs (`rbench runs`) has them all.',
  'run.ambiguous': '{run} fits more than one run; give more of its characters.',
  'run.active': 'Run {run} is being worked on by process {pid}; wait for it or stop it first.',
  'run.busy': 'This engine is working on a run already; wait for it or cancel it.',
  'run.stopped': 'Stopped before the first document; nothing was measured.',
  'run.nothing_to_resume': 'Run {run} is {state}; there is nothing left to resume.',
  'job.not_found': 'There is no job {job}; its run was deleted.',
  'run.documents_changed':
    '{count} {count|document|documents} of run {run} {count|has|have} changed or gone since it started ({first}); restore {count|it|them}, or start a new run.',
  'run.output_missing': 'The {what} of {file} is not there any more; only its measurements are kept.',
  'run.results_left': 'Run {run} is deleted, but what it wrote to {folder} could not be removed ({reason}); remove that by hand.',
  'run.nothing_to_draw': 'No document of run {run} has ended in a worker; there is no timeline to write.',
  'compare.too_large': 'The comparison would need {jobs} jobs and {most} is the most; take fewer documents or blocks.',
  'compare.sides':
    'A comparison needs two to four sides, and {count} {count|was|were} given; name them with --a, --b, --c, --d or a preset.',
  'compare.nothing_measured': 'Run {run} holds no measured document; there is nothing to compare.',
  'compare.no_shared_document': 'The runs share no document; compare runs over the same documents.',
  'compare.preset_unknown': 'There is no preset {preset}; name one of {presets}.',
  'compare.not_a_comparison': 'Run {run} is not a comparison; name it together with another run to set them side by side.',
  'compare.run_twice': 'Run {run} is named twice; a run is one pass and cannot stand for two.',
  'compare.unequal_sides': 'The sides have {counts} runs; name as many on each, they are paired in their order.',
  'compare.side_mixed': 'The runs of side {side} differ in {what}; a side is one choice of settings.',
  'compare.is_comparison': 'Run {run} is a comparison by itself; open it alone, or name plain runs.',
  'capacity.bad_input': '{what} cannot be {value}. {reason}',
  'capacity.side_needed': 'Run {run} is a comparison; name one of its sides ({sides}) with --side.',
  'capacity.no_side': 'Run {run} has no side {side}; leave out --side, or name a comparison and one of its sides.',
  'capacity.runs_differ': 'The runs differ in {what}; runs that are taken together are of one choice of settings on one machine.',
  'capacity.one_comparison': 'Run {run} is a comparison; take it alone, by one of its sides.',
  'capacity.nothing_measured': 'Run {run} holds no document that was read to its end; there is nothing to project.',
  'capacity.bad_criteria': 'The criteria in {file} cannot be used ({reason}); `rbench decide --json` prints a set to begin with.',
  'compare.no_code':
    '{folder} is no checkout of Rythmiq Bench that can run ({missing} is not there); check the revision out there and run `npm ci` in it.',
  'compare.code_changed':
    'The checkout {folder} is at {found} and no more at {name}; bring it back there, or begin a new comparison.',
  'compare.code_failed':
    'The worker processes of {folder} do not work with this version ({reason}); take a nearer revision, or settings that both know.',
  'baseline.bad_file': '{file} is no baseline ({reason}); `rbench baseline --run RUN --out {file}` writes one.',
  'baseline.none_pinned': 'No run is pinned; name the run that is to be the baseline with --run, or pin one in the app.',
  'baseline.not_a_run': 'Run {run} is of the kind {kind} and a baseline is made of a plain run; `rbench run` makes one.',
  'baseline.unfinished': 'Run {run} has not read all its documents; `rbench resume {run}` does the rest.',
  'baseline.documents_differ':
    '{count} {count|document is|documents are} not {count|one|those} of the baseline {file} (first: {first}); measure the documents that it was made of, or write a new one with `rbench baseline`.',
  'report.no_printer': 'A PDF needs Chromium or Electron, and neither is here; install one, or print the HTML from a browser.',
  'report.print_failed': 'The PDF could not be printed ({reason}); print the HTML from a browser.',
  'export.disk_full': 'The disk that is to hold {file} is full; free some space or choose another place for it.',
  'export.failed': '{file} cannot be written ({reason}); choose another place for it.',
  'postgres.bad_url':
    'The Postgres URL cannot be used ({reason}); it is postgresql://user:password@host:port/database, special characters percent-encoded.',
  'postgres.no_target':
    'No Postgres server is named; set RBENCH_POSTGRES_URL, or give --url-file, or --host with --database and --user.',
  'postgres.bad_file': '{file} cannot be read ({reason}); name the file that holds {what}.',
  'postgres.unreachable': 'No Postgres server answers at {where} ({reason}); check host, port and firewall.',
  'postgres.plaintext':
    'The server at {where} speaks no TLS; turn it on there, or choose --tls disable where nobody can listen on the line.',
  'postgres.tls_untrusted':
    'The certificate of {where} is signed by nobody who is trusted here ({reason}); name the file of its authority with --ca.',
  'postgres.tls_wrong_host':
    'The certificate of {where} is for another name ({reason}); connect by a name that it holds, or choose --tls verify-ca.',
  'postgres.tls_expired': 'The certificate of {where} is not valid today ({reason}); have it renewed.',
  'postgres.tls_failed': 'No TLS connection to {where} comes about ({reason}); ask who runs the server.',
  'postgres.login': '{where} does not let user {user} in ({reason}); check user, password and pg_hba.conf.',
  'postgres.no_database': 'There is no database {database} at {where}; check its name.',
  'postgres.too_many_connections': '{where} takes no more connections ({reason}); push later, or through a pooler.',
  'postgres.old_server': 'The server is PostgreSQL {version} and 13 is the oldest that will do; update it.',
  'postgres.standby': 'The server is a standby and cannot be written; connect to its primary.',
  'postgres.read_only':
    'The user {user} may only read here (default_transaction_read_only is on); use another, or have it turned off.',
  'postgres.no_schema': 'There is no schema {schema}; check its name, or name another with --schema.',
  'postgres.no_table': 'There is no table {table}; create it with resources/sql/cpu_metrics.postgres.sql, or by --create-schema.',
  'postgres.not_a_table': '{table} is a {kind}; rows can be pushed into a table only.',
  'postgres.column_missing': '{table} has no column {column}; add it as {type}.',
  'postgres.column_type': 'The column {column} of {table} is {found}, which cannot hold a {wanted} without loss; alter its type.',
  'postgres.column_required': '{table} needs a value for {column}, which is no column of the report; give it a default.',
  'postgres.no_key': '{table} has no primary key or unique index on id alone; add one, or a row could be there twice.',
  'postgres.denied': 'The user {user} lacks {privilege} on {what}; have it granted.',
  'postgres.jobs_required':
    'The table {table} needs a value for {columns} in each new row; give it with --job-column NAME=VALUE, or insert the jobs there first.',
  'postgres.jobs_no_column': 'The table {table} has no column {column} that can be given a value; look at --job-column.',
  'postgres.job_value': 'The column {column} of {table} does not take {value} ({reason}); change --job-column {column}=….',
  'postgres.jobs_absent':
    'Jobs are missing from {table}, {count} in the first batch that lacks any; insert them there first, or let the push do it (without --no-insert-jobs).',
  'postgres.lost':
    'The connection to {where} was lost ({reason}); batches that were committed are safe: push again to send the rest.',
  'postgres.timeout': '{where} took too long ({reason}); push again, with a longer --statement-timeout if it stays so.',
  'postgres.full': 'The disk of {where} is full; nothing of the last batch was kept: push again when there is room.',
  'postgres.rows_missing':
    '{count} {count|row|rows} of run {run} {count|is|are} not in {table} though its ledger has {count|it|them}, so somebody deleted {count|it|them}; push with --ignore-ledger to bring {count|it|them} back.',
  'postgres.rows_vanished':
    '{count} {count|row|rows} of run {run} {count|was|were} sent and cannot be seen in {table}; a trigger or a row-level policy there drops or hides {count|it|them}: look at both.',
  'postgres.rows_differ':
    '{count} {count|row|rows} of run {run} {count|stands|stand} in {table} with other values ({first}); {count|it was left as it is: delete it|they were left as they are: delete them} there, then push with --ignore-ledger.',
  'postgres.failed': '{where} refused ({reason}); nothing of the last batch was kept: mend it there, then push again.',
  'load.too_many': 'The load would be {arrivals} uploads and {most} is the most; take a lower rate or a shorter time.',
  'load.generator_died':
    'The load generator ended ({reason}); what was accepted is kept: `rbench resume` does it, or begin the test again.',
  'load.queue_lost':
    'The shared queue at {where} did not answer for {seconds} s ({reason}); bring the server back, then `rbench resume` the load test here, or start `rbench worker` again.',
  'load.queue_refused':
    'The shared queue at {where} refused ({reason}); mend it there, then `rbench resume` the load test here, or start `rbench worker` again.',
  'load.job_lost':
    'Document {job} was lost in the shared queue ({reason}); look at the document and at the machines of the workers.',
  'load.nothing_planned': 'Run {run} planned no upload: it only opened a gateway. Name a load test that uploaded.',
  'load.plan_documents':
    'The plan takes document {document} of the {path} path and there are {count}, counted from 0; name the folder with which it was recorded.',
  'load.gateway_unreachable':
    'No gateway answers at {url} ({reason}); check the address, and that `rbench load --serve` runs there.',
  'load.gateway_untrusted':
    'The certificate of {url} is not trusted here ({reason}); name the file of its authority with --gateway-ca.',
  'load.gateway_token': 'The gateway at {url} does not know the token; set RBENCH_GATEWAY_TOKEN to the one that it printed.',
  'load.not_a_gateway': 'What answers at {url} is no gateway of Rythmiq Bench ({reason}); check the address.',
  'load.bad_ca': '{file} cannot be used as the certificate of an authority ({reason}); name a PEM file.',
  'load.port_taken': 'Port {port} of this machine is taken; choose another with --port, or leave it out.',
  'load.bad_plan':
    '{file} is no plan of a load test ({reason}); write one moment in seconds on each line, or let `rbench load --run RUN --save-plan FILE` write it.',
  'simulate.nothing_measured': 'No document of run {run} has ended, so there is nothing to simulate with; name another run.',
  'simulate.is_comparison':
    'Run {run} is a comparison, whose documents were measured under several settings; name a run or a load test.',
  'simulate.threads_unmeasured':
    'Run {run} was measured with {measured} {measured|thread|threads}, and what a document takes with {wanted} is not known; measure it first with `rbench load --set ocr.threads={wanted}`.',
  'load.not_a_load': 'Run {run} is no load test; `rbench runs` tells the kind of each.',
  'load.no_documents': 'The load needs documents of the {path} path and there are none; add some, or change the mix.',
  'call.cancelled': 'Cancelled.',
  'settings.unknown_key': 'There is no setting {key}; `rbench run --help` lists them.',
  'settings.bad_value': '{key} cannot be {value}. {reason}',
  'settings.bad_syntax': '{text} is not KEY=VALUE.',
  'usage.bad_option': '{text}',
  'message.invalid': 'A message from {from} does not fit the contract ({reason}); please report it.',
  internal: 'Something failed that should not have ({reason}); please report it.',
} as const;

export type ErrorCode = keyof typeof sentences;
export const errorCodes = Object.keys(sentences) as ErrorCode[];

export const errorDetailsSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
export type ErrorDetails = z.infer<typeof errorDetailsSchema>;

/** The form in which an error crosses a boundary or enters the store. */
export const errorInfoSchema = z.object({
  code: z.enum(errorCodes as [ErrorCode, ...ErrorCode[]]),
  message: z.string(),
  details: errorDetailsSchema.default({}),
});
export type ErrorInfo = z.infer<typeof errorInfoSchema>;

/** Control characters (a file name may hold a newline) are escaped, so that a sentence stays one line. */
const printable = (value: string | number | boolean | null): string =>
  String(value).replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, (character) => JSON.stringify(character).slice(1, -1));

/**
 * Puts the details into the `{name}` places of a sentence, and into `{name|one|many}` the words that fit the amount; a place
 * without a detail stays as it is.
 */
export const fillSentence = (sentence: string, details: ErrorDetails): string =>
  sentence.replace(/\{(\w+)(?:\|([^|}]*)\|([^|}]*))?\}/g, (place, name: string, one?: string, many?: string) => {
    if (!(name in details)) return place;
    return one === undefined ? printable(details[name] ?? null) : pluralForm(Number(details[name]), one, many);
  });

/** The one error type of the project. */
export class BenchError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(fillSentence(sentences[code], details), options);
    this.name = 'BenchError';
    this.code = code;
    this.details = details;
  }

  toInfo(): ErrorInfo {
    return { code: this.code, message: this.message, details: this.details };
  }

  static from(info: ErrorInfo): BenchError {
    return new BenchError(info.code, info.details);
  }

  /** Wraps whatever was thrown; an error of ours stays as it is. */
  static wrap(thrown: unknown, code: ErrorCode = 'internal', details: ErrorDetails = {}): BenchError {
    if (thrown instanceof BenchError) return thrown;
    return new BenchError(code, { ...details, reason: reasonOf(thrown) }, { cause: thrown });
  }
}

/** The first line of whatever was thrown, for `{reason}`; of what does not fit a schema, where it does not. */
export function reasonOf(thrown: unknown): string {
  if (thrown instanceof z.ZodError) {
    const [issue] = thrown.issues;
    return `${issue?.path.join('.') || 'it'}: ${issue?.message}`;
  }
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  return text.split('\n')[0] ?? text;
}

/** The `code` of a system error (`ENOENT`, `ENOSPC`, `SQLITE_FULL` …), or undefined. */
export function systemCodeOf(thrown: unknown): string | undefined {
  if (thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string') return thrown.code;
  return undefined;
}
