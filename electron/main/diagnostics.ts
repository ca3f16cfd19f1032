/**
 * What somebody needs to know who is to help from afar, as one text: versions, machine, processes and why they run where they
 * run, engines, database, and the end of the log. Pure but for the mask, which every part of the text passes.
 */
import type { HostChoice } from '../../pipeline/contract/app-calls.ts';
import type { Inventory } from '../../pipeline/contract/examination.ts';
import type { Mask } from './mask.ts';
import type { HostPlan } from './probe.ts';

export interface DiagnosticsOf {
  readonly at: Date;
  /** Of the app and what it is made of, by name. */
  readonly versions: Readonly<Record<string, string>>;
  readonly plan: HostPlan;
  /** Null when the reader could not tell; then `problem` says why. */
  readonly inventory: Inventory | null;
  readonly problem: string | null;
  readonly log: readonly string[];
}

export const LOG_LINES = 50;

export function diagnosticsText(of: DiagnosticsOf, mask: Mask): string {
  const { inventory, plan } = of;
  const parts: [string, string[]][] = [
    ['Versions', Object.entries(of.versions).map(([name, version]) => `${name}: ${version}`)],
    ['Processes', [hostLine('engine', plan.engine), hostLine('reader', plan.reader), hostLine('workers', plan.workers)]],
    ...(inventory === null ? [] : inventoryParts(inventory)),
    ...(of.problem === null ? [] : ([['Not known', [of.problem]]] as [string, string[]][])),
    [`Log, last ${of.log.length} lines`, [...of.log]],
  ];
  const body = parts.map(([title, lines]) => [title, ...lines.map((line) => `  ${line}`)].join('\n'));
  return mask.text(`${[`Rythmiq Bench, diagnostics of ${of.at.toISOString()}`, ...body].join('\n\n')}\n`);
}

const hostLine = (name: string, { host, reason }: HostChoice): string => `${name}: ${host}. ${reason}`;
/** Decimal, as the Environment screen and the report count them. */
const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

function inventoryParts({ environment, engines, database }: Inventory): [string, string[]][] {
  const { core_quota, versions } = environment;
  return [
    [
      'Machine',
      [
        `system: ${environment.platform}, ${environment.os_release}`,
        `processor: ${environment.cpu_model}, ${environment.cores} cores${core_quota === null ? '' : `, limited to ${core_quota}`}`,
        `memory: ${gigabytes(environment.memory_bytes)}, ${gigabytes(environment.free_memory_bytes)} free`,
        `load average: ${environment.load_at_start.toFixed(2)}`,
        `reader: ${Object.entries(versions)
          .map(([name, version]) => `${name} ${version}`)
          .join(', ')}`,
      ],
    ],
    ['OCR engines', engines.map(({ what, found, detail }) => `${found ? 'found' : 'missing'}: ${what}: ${detail}`)],
    ['Database', databaseLines(database)],
  ];
}

function databaseLines(database: Inventory['database']): string[] {
  if (database === null) return ['made by the first run'];
  if ('problem' in database) return [database.problem];
  const { file, bytes, schema_version, known_version, runs } = database;
  return [file, `${megabytes(bytes)}, ${runs} runs, schema ${schema_version} (this version writes ${known_version})`];
}
