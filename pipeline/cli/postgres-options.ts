/**
 * Which server `rbench export postgres` writes to. What is secret comes by the environment, a file or stdin: an argument
 * stands in the list of processes for everybody to read.
 */
import { readFileSync } from 'node:fs';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { BenchError, reasonOf } from '../contract/errors.ts';
import { type JobColumn, type JobFact, jobFacts, type TlsMode, tlsModeSchema } from '../contract/postgres.ts';
import { Secret } from '../export/postgres/secret.ts';
import { type NamedTarget, type TargetParts, targetFromParts, targetFromUrl } from '../export/postgres/target.ts';

export interface TargetOptions {
  readonly urlFile?: string;
  readonly passwordFile?: string;
  readonly host?: string;
  readonly port?: number;
  readonly database?: string;
  readonly user?: string;
  readonly schema?: string;
  readonly tls?: TlsMode;
  readonly ca?: string;
  readonly clientCert?: string;
  readonly clientKey?: string;
  readonly connectTimeout?: number;
  readonly statementTimeout?: number;
}

const URL_VARIABLE = 'RBENCH_POSTGRES_URL';
const PASSWORD_VARIABLE = 'RBENCH_POSTGRES_PASSWORD';

export const withTargetOptions = (command: Command): Command =>
  command
    .option('--url-file <file>', `holds the URL postgresql://user:password@host:port/database; - is stdin (or ${URL_VARIABLE})`)
    .option('--host <name>', 'instead of a URL, or in place of what it says: the server')
    .option('--port <n>', 'its port (5432)', number)
    .option('--database <name>', 'the database')
    .option('--user <name>', 'the user')
    .option('--password-file <file>', `holds the password; - is stdin (or ${PASSWORD_VARIABLE}, PGPASSWORD, ~/.pgpass)`)
    .option('--schema <name>', 'where the tables are (public)')
    .addOption(new Option('--tls <mode>', 'how far the server is verified (verify-full)').choices(tlsModeSchema.options))
    .option('--ca <file>', 'certificate of the authority that signed the server’s, PEM')
    .option('--client-cert <file>', 'certificate to show to the server, PEM')
    .option('--client-key <file>', 'its key, PEM')
    .option('--connect-timeout <seconds>', 'for the server to answer (10)', number)
    .option('--statement-timeout <seconds>', 'for each statement (60)', number)
    .addOption(new Option('--url <url>').hideHelp().argParser(refuseSecret('--url-file', URL_VARIABLE)))
    .addOption(new Option('--password <password>').hideHelp().argParser(refuseSecret('--password-file', PASSWORD_VARIABLE)));

/** @throws BenchError `postgres.no_target`, `postgres.bad_url`, `postgres.bad_file`, `usage.bad_option` */
export function namedTarget(options: TargetOptions): NamedTarget {
  if (options.urlFile === '-' && options.passwordFile === '-')
    throw new BenchError('usage.bad_option', { text: 'Only one of --url-file and --password-file can be stdin.' });
  const url = fromFile(options.urlFile, 'the URL') ?? takeVariable(URL_VARIABLE);
  const password = fromFile(options.passwordFile, 'the password') ?? takeVariable(PASSWORD_VARIABLE);
  const parts = partsOf(options);
  const named = url === null ? targetFromParts(parts, null) : targetFromUrl(url, parts);
  return password === null ? named : { ...named, password: new Secret(password) };
}

/** A crash report of Node's, and what it starts, would have it from there. */
function takeVariable(name: string): string | null {
  const value = process.env[name];
  delete process.env[name];
  return value === undefined || value === '' ? null : value;
}

function fromFile(file: string | undefined, what: string): string | null {
  if (file === undefined) return null;
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8').replace(/\r?\n$/, '');
  } catch (thrown) {
    throw new BenchError('postgres.bad_file', { file: file === '-' ? 'stdin' : file, reason: reasonOf(thrown), what });
  }
}

const partsOf = (options: TargetOptions): TargetParts => {
  const parts = {
    host: options.host,
    port: options.port,
    database: options.database,
    user: options.user,
    schema: options.schema,
    tls: options.tls,
    ca_file: options.ca,
    client_cert_file: options.clientCert,
    client_key_file: options.clientKey,
    connect_timeout_seconds: options.connectTimeout,
    statement_timeout_seconds: options.statementTimeout,
  };
  return Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined));
};

/** `name=constant`, or `name=@fact`; `@@` begins a constant that begins with @. */
export function jobColumn(text: string, before: readonly JobColumn[] = []): JobColumn[] {
  const at = text.indexOf('=');
  const column = text.slice(0, at);
  const value = text.slice(at + 1);
  if (at < 1) throw new InvalidArgumentError('It is NAME=VALUE, or NAME=@FACT.');
  if (before.some((known) => known.column === column)) throw new InvalidArgumentError(`${column} is given twice.`);
  if (!value.startsWith('@')) return [...before, { column, value: { constant: value } }];
  if (value.startsWith('@@')) return [...before, { column, value: { constant: value.slice(1) } }];
  const fact = value.slice(1) as JobFact;
  if (!jobFacts.includes(fact)) throw new InvalidArgumentError(`The facts are ${jobFacts.join(', ')}.`);
  return [...before, { column, value: { fact } }];
}

function number(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('It is a number.');
  return value;
}

/** What was given is not repeated: it would stand in a log as well. */
const refuseSecret = (option: string, variable: string) => (): never => {
  throw new BenchError('usage.bad_option', {
    text: `Everybody on this machine can read an argument, so a secret is none; give it by ${variable} or ${option}.`,
  });
};
