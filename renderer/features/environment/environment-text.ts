/** All of the Environment screen as plain text, for a mail or an issue. Pure. */
import type { About } from '../../../pipeline/contract/app-calls.ts';
import type { Examination, Finding } from '../../../pipeline/contract/examination.ts';
import { bytes } from '../../ui/format.ts';
import { calibrationSentence, governorSentence } from './noise-words.ts';

export interface TextFact {
  readonly name: string;
  readonly value: string;
}

export const appFacts = ({ version, electron, chromium, hosts }: About): TextFact[] => [
  { name: 'Rythmiq Bench', value: version },
  { name: 'Electron', value: electron },
  { name: 'Chromium', value: chromium },
  { name: 'Engine runs in', value: `${hosts.engine.host}: ${hosts.engine.reason}` },
  { name: 'Workers run in', value: `${hosts.workers.host}: ${hosts.workers.reason}` },
];

export const machineFacts = ({ environment }: Examination): TextFact[] => [
  { name: 'Processor', value: environment.cpu_model },
  {
    name: 'Cores',
    value:
      environment.core_quota === null ? String(environment.cores) : `${environment.cores}, limited to ${environment.core_quota}`,
  },
  { name: 'Memory', value: `${bytes(environment.memory_bytes)}, ${bytes(environment.free_memory_bytes)} free` },
  { name: 'System', value: `${environment.platform}, ${environment.os_release}` },
  { name: 'Governor', value: governorSentence(environment.governor) },
  { name: 'Load average', value: environment.load_at_start.toFixed(2) },
];

/** What decides what a document costs, beside the machine. */
export const versionFacts = ({ environment }: Examination): TextFact[] => [
  ...Object.entries(environment.versions).map(([name, value]) => ({ name, value })),
  ...(environment.git_revision === null ? [] : [{ name: 'checkout', value: environment.git_revision }]),
];

/** The same as rows: to be copied as a table. */
export interface EnvironmentRow extends TextFact {
  readonly part: string;
}

export function environmentRows(about: About, examination: Examination): EnvironmentRow[] {
  const { engines, hosts, database, noise } = examination;
  const found = (list: readonly Finding[]): TextFact[] =>
    list.map(({ what, found: isFound, detail }) => ({ name: what, value: `${isFound ? 'found' : 'missing'}: ${detail}` }));
  const parts: [string, TextFact[]][] = [
    ['App', appFacts(about)],
    ['Machine', machineFacts(examination)],
    ['Versions', versionFacts(examination)],
    ['OCR engines', found(engines)],
    ['Process hosts', found(hosts)],
    ['Database', found([database])],
    [
      'Noise',
      [
        ...noise.warnings.map(({ message }) => ({ name: 'warning', value: message })),
        { name: 'the fixed work takes', value: calibrationSentence(noise) },
      ],
    ],
  ];
  return parts.flatMap(([part, facts]) => facts.map((fact) => ({ part, ...fact })));
}

export function environmentText(about: About, examination: Examination): string {
  const { engines, hosts, database, noise } = examination;
  const facts = (list: readonly TextFact[]) => list.map(({ name, value }) => `  ${name}: ${value}`);
  const findings = (list: readonly Finding[]) =>
    list.map(({ what, found, detail }) => `  ${found ? '✓' : '✗'} ${what}: ${detail}`);
  const parts: [string, string[]][] = [
    ['App', facts(appFacts(about))],
    ['Machine', facts(machineFacts(examination))],
    ['Versions', facts(versionFacts(examination))],
    ['OCR engines', findings(engines)],
    ['Process hosts', findings(hosts)],
    ['Database', findings([database])],
    [
      'Noise',
      [
        ...(noise.warnings.length === 0
          ? ['  ✓ steady enough to measure']
          : noise.warnings.map(({ message }) => `  ! ${message}`)),
        `  The fixed work takes ${calibrationSentence(noise)}`,
      ],
    ],
  ];
  return parts.map(([title, lines]) => [title, ...lines].join('\n')).join('\n\n');
}
