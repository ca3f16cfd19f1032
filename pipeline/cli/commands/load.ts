/**
 * rbench load: uploads as a plan says, and what gives way.
 */
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { type Command, Option } from 'commander';
import { isAllLost } from '../../analysis/load/account.ts';
import { loadResult } from '../../analysis/load/result.ts';
import type { DocumentSelection } from '../../contract/document-selection.ts';
import { BenchError } from '../../contract/errors.ts';
import {
  type GatewayAddress,
  gatewayAddressSchema,
  gatewayLimitsSchema,
  loadNumbers,
  loadProfileSchema,
  loadRequestSchema,
} from '../../contract/load.ts';
import { type TlsMode, tlsModeSchema } from '../../contract/postgres.ts';
import { parseAssignments, parseSettings } from '../../contract/settings.ts';
import { readLoadFacts } from '../../export/load/read-load.ts';
import { openStore } from '../../store/store.ts';
import { asRunOutcome, withEngine } from '../engine-session.ts';
import { exitCodes } from '../exit.ts';
import { junitOfLoad } from '../junit/of-load.ts';
import { type JunitOption, withJunit, writeJunit } from '../junit/write-junit.ts';
import { savePlanOf } from '../load-plan-file.ts';
import { fastShare, type ShapeOptions, shapeOf } from '../load-shape.ts';
import { LoadView } from '../load-view.ts';
import { makeSamples } from '../make-fixtures.ts';
import {
  type CommonOptions,
  databaseOf,
  example,
  fitting,
  fixturesFolder,
  placeOf,
  refuseBeside,
  seedNumber,
  wholeNumber,
  withDatabase,
} from '../options.ts';
import { print, printJson, shortId } from '../output.ts';
import { namedTarget } from '../postgres-options.ts';
import { printAndWrite } from '../print-and-write.ts';
import { printLoad } from '../print-load.ts';

interface LoadOptions extends CommonOptions, ShapeOptions, JunitOption {
  readonly docs?: string;
  readonly sample: Exclude<DocumentSelection, 'all'>;
  readonly mix: number;
  readonly seed: number;
  readonly workers?: number;
  readonly set: readonly string[];
  readonly name: string;
  readonly serve?: boolean;
  readonly port: number;
  readonly gatewayUrl?: string;
  readonly gatewayCa?: string;
  readonly maxQueue: number;
  readonly maxMegabytes: number;
  readonly timeout: number;
  readonly maxConnections: number;
  readonly allowForeignWebhooks?: boolean;
  readonly postgres?: boolean;
  readonly queue: 'here' | 'postgres';
  readonly poolSize: number;
  readonly tls?: TlsMode;
  readonly ca?: string;
  readonly run?: string;
  readonly savePlan?: string;
}

/** The report's 250 documents, all distinct, 70 % of them on the fast path. */
const BURST_DOCUMENTS = { fast: 175, standard: 75 };
const burstFolder = path.resolve(fixturesFolder, '..', 'burst');
const TOKEN_VARIABLE = 'RBENCH_GATEWAY_TOKEN';
const BYTES_PER_MEGABYTE = 1024 * 1024;
const MS_PER_SECOND = 1000;

const limits = gatewayLimitsSchema.shape;
const ofDatabase = loadRequestSchema.shape.database.unwrap().shape;
/** Of the load, which nobody plays who only opens a gateway. */
const ofLoad = ['profile', 'users', 'docsPerUser', 'rate', 'seconds', 'factor', 'stepSeconds', 'steps', 'plan', 'savePlan'];
/** Of a gateway that is opened here. */
const ofGateway = ['port', 'maxQueue', 'maxMegabytes', 'maxConnections', 'allowForeignWebhooks', 'postgres', 'queue', 'poolSize'];

export function addCommand(program: Command): void {
  withJunit(withDatabase(program.command('load')))
    .description('upload documents as users would, and say what gives way first')
    .addOption(
      new Option(
        '--profile <name>',
        'when uploads come: the report’s burst scaled to users × documents, or at its printed rates; rising steps until something breaks; a steady or a random rate; a plan of your own',
      )
        .choices(loadProfileSchema.options)
        .default('burst'),
    )
    .option('--users <n>', 'of a burst', fitting(loadNumbers.users), 50)
    .option('--docs-per-user <n>', 'of a burst', fitting(loadNumbers.documents_per_user), 5)
    .option(
      '--rate <n>',
      'uploads a second of constant and poisson, of the first of the steps',
      fitting(loadNumbers.per_second),
      1,
    )
    .option('--seconds <n>', 'of constant and poisson', fitting(loadNumbers.seconds), 60)
    .option('--factor <n>', 'from one of the steps to the next', fitting(loadNumbers.factor), 1.5)
    .option('--step-seconds <n>', 'each of the steps', fitting(loadNumbers.step_seconds), 40)
    .option('--steps <n>', 'at most', fitting(loadNumbers.steps), 12)
    .option('--plan <file>', 'of replay: a moment in seconds on each line, or what --save-plan wrote')
    .option('--save-plan <file>', 'write the plan of the test to be played again: moments, paths and documents')
    .option('--docs <place>', 'a folder of documents, or one document, here or as s3://bucket/folder')
    .addOption(
      new Option('--sample <kind>', `generated documents, ${BURST_DOCUMENTS.fast + BURST_DOCUMENTS.standard} distinct ones`)
        .choices(['fast', 'standard', 'mixed'])
        .default('mixed')
        .conflicts('docs'),
    )
    .addOption(
      new Option('--mix <fast/standard>', 'share of each path among the uploads').argParser(fastShare).default(0.7, '70/30'),
    )
    .option('--seed <n>', 'of moments, documents and their order', seedNumber, 1)
    .option('--workers <n>', 'worker processes (as many as the cores allow with ocr.threads each)', wholeNumber)
    .option('--set <key=value...>', 'settings (`rbench run --help` lists them)', [])
    .addOption(new Option('--serve', 'only open the gateway, for other tools, until Ctrl-C').conflicts(['gatewayUrl', ...ofLoad]))
    .option('--port <n>', 'of the gateway; 0 takes any that is free', fitting(loadRequestSchema.shape.port), 0)
    .addOption(
      new Option(
        '--gateway-url <url>',
        `upload to another machine's gateway, whose token is in ${TOKEN_VARIABLE}; by https its certificate is verified`,
      ).conflicts(ofGateway),
    )
    .option('--gateway-ca <file>', 'certificate of the authority that signed that of an https gateway, PEM')
    .option('--max-queue <n>', 'documents that may wait; one more is answered with 503', fitting(limits.max_queue.unwrap()), 1000)
    .option('--max-megabytes <n>', 'of a document', fitting(limits.max_document_bytes.unwrap(), BYTES_PER_MEGABYTE), 50)
    .option(
      '--timeout <seconds>',
      'of the gateway, for a whole request',
      fitting(limits.request_timeout_ms.unwrap(), MS_PER_SECOND),
      30,
    )
    .option('--max-connections <n>', 'at once', fitting(limits.max_connections.unwrap()), 2000)
    .option('--allow-foreign-webhooks', 'let senders name webhooks on other machines')
    .option('--postgres', 'write each row to the server of RBENCH_POSTGRES_URL as its job ends, and watch the pool')
    .addOption(
      new Option(
        '--queue <kind>',
        'where documents wait: here, or in the Postgres of RBENCH_POSTGRES_URL for the workers of any machine (`rbench worker`)',
      )
        .choices(['here', 'postgres'])
        .default('here'),
    )
    .option('--pool-size <n>', 'its connections', fitting(ofDatabase.connections), 10)
    .addOption(new Option('--tls <mode>', 'how far that server is verified (verify-full)').choices(tlsModeSchema.options))
    .option('--ca <file>', 'certificate of the authority that signed its, PEM')
    .option('--name <text>', 'a name to find it by', '')
    .option('--run <id>', 'show a load test that was made before: its id, the beginning of it, or latest')
    .addHelpText(
      'after',
      example(
        'rbench load --users 50 --docs-per-user 5',
        'rbench load --profile steps --rate 0.5 --docs ./scans',
        'rbench load --profile poisson --rate 2 --seconds 120 --set ocr.engine=paddle',
        'rbench load --users 20 --junit load.xml',
        'rbench load --serve --port 8080',
        `${TOKEN_VARIABLE}=… rbench load --gateway-url https://ocr.example:8443 --gateway-ca authority.pem`,
        'rbench load --run latest --save-plan plan.csv',
        'rbench load --profile replay --plan plan.csv',
      ),
    )
    .addHelpText(
      'after',
      '\nExit codes: 0 done, 5 the generator was late and the test does not count, 1 failed, or no upload was read, 2 wrong use,\n130 interrupted.',
    )
    .action(load);
}

async function load(options: LoadOptions, command: Command): Promise<void> {
  const database = databaseOf(options);
  if (options.run !== undefined) {
    refuseBeside(command, ['run', 'savePlan', 'junit', 'json', 'db'], '--run shows a load test as it was made');
    return finish(database, options.run, options);
  }
  const shape = options.serve === true ? null : shapeOf(options);
  const settings = settingsFor(options);
  const request = {
    name: options.name,
    documents: placeOf(options.docs ?? burstFolder),
    selection: options.docs === undefined && options.sample !== 'mixed' ? options.sample : ('all' as const),
    shape,
    seed: options.seed,
    fast_share: options.docs === undefined && options.sample !== 'mixed' ? Number(options.sample === 'fast') : options.mix,
    settings,
    limits: gatewayLimitsSchema.parse({
      max_document_bytes: Math.round(options.maxMegabytes * BYTES_PER_MEGABYTE),
      max_queue: options.maxQueue,
      request_timeout_ms: Math.round(options.timeout * MS_PER_SECOND),
      max_connections: options.maxConnections,
      allow_foreign_webhooks: options.allowForeignWebhooks === true,
    }),
    port: options.port,
    gateway: gatewayOf(options),
    database: databaseTarget(options),
    queue: options.queue,
    results: null,
  };
  if (options.docs === undefined && shape !== null)
    await makeSamples({ out: burstFolder, ...BURST_DOCUMENTS }, request.gateway === null ? [settings] : []);
  const view = new LoadView((gateway) => options.serve === true && tellGateway(gateway, options.json === true));
  const outcome = await withEngine(database, view.onEvent, (engine) => engine.call({ call: 'load', request })).finally(() =>
    view.stop(),
  );
  const { run_id, state } = asRunOutcome(outcome);
  await finish(database, run_id, options);
  if (state === 'cancelled' && options.serve !== true) process.exitCode = exitCodes.interrupted;
}

async function finish(
  database: string,
  given: string,
  { json, savePlan, junit }: Pick<LoadOptions, 'json' | 'savePlan'> & JunitOption,
): Promise<void> {
  const store = openStore(database, { mode: 'read' });
  try {
    const facts = readLoadFacts(store, store.findRun(given, 'load'));
    const result = loadResult(facts);
    const { account, unsent, ...found } = result;
    const printResult = () => {
      if (json !== true) {
        printLoad(facts, result);
        const name = shortId(facts.run);
        return print(`\nLoad test ${name} is kept in ${store.file}; \`rbench load --run ${name}\` shows it again.`);
      }
      printJson({
        run_id: facts.run,
        state: facts.state,
        arrivals: { ...account, unsent },
        ...found,
        plan: facts.plan,
        settings: facts.settings,
        warnings: facts.warnings,
        db: store.file,
      });
    };
    await printAndWrite(json, printResult, async () => {
      if (savePlan !== undefined) await savePlanOf(facts, savePlan, store.file);
      if (junit !== undefined) await writeJunit(junit, junitOfLoad(store.readRun(facts.run), result), store.file);
    });
    if (isAllLost(account)) process.exitCode = exitCodes.failed;
    else if (result.is_valid === false) process.exitCode = exitCodes.cannotTell;
  } finally {
    store.close();
  }
}

function settingsFor({ set, workers }: LoadOptions) {
  const given = parseAssignments(set);
  const settings = parseSettings({ ...given, ...(workers === undefined ? {} : { workers }) });
  if (workers !== undefined || 'workers' in given) return settings;
  return { ...settings, workers: Math.max(1, Math.floor(availableParallelism() / settings['ocr.threads'])) };
}

function gatewayOf({ gatewayUrl, gatewayCa }: LoadOptions): GatewayAddress | null {
  if (gatewayUrl === undefined) return null;
  const token = process.env[TOKEN_VARIABLE] ?? '';
  delete process.env[TOKEN_VARIABLE];
  const parsed = gatewayAddressSchema.safeParse({
    url: gatewayUrl.replace(/\/+$/, ''),
    token,
    ...(gatewayCa === undefined ? {} : { ca_file: path.resolve(gatewayCa) }),
  });
  if (parsed.success) return parsed.data;
  throw new BenchError('usage.bad_option', {
    text: `--gateway-url takes an http or https URL, and the gateway's token stands in ${TOKEN_VARIABLE}.`,
  });
}

function databaseTarget({ postgres, queue, poolSize, tls, ca }: LoadOptions) {
  if (postgres !== true && queue === 'here') return null;
  const { target, password } = namedTarget({ ...(tls === undefined ? {} : { tls }), ...(ca === undefined ? {} : { ca }) });
  return { target, password: password?.reveal() ?? null, connections: poolSize };
}

function tellGateway({ url, token }: GatewayAddress, json: boolean): void {
  if (json) return void process.stderr.write(`${JSON.stringify({ url, token })}\n`);
  print(`The gateway takes documents at ${url}/v1/documents until Ctrl-C. Its token: ${token}`);
  print(`  curl -H 'Authorization: Bearer ${token}' -F document=@scan.jpg ${url}/v1/documents`);
}
