/** What the report rests on: the runs, settings and versions; the dearest documents; every warning. */
import type { ReportBlock } from '../document.ts';
import type { ReportFacts, ReportJob } from '../facts.ts';
import {
  cell,
  chapter,
  count,
  empty,
  list,
  mean,
  measured,
  megabytes,
  numbers,
  paragraph,
  percent,
  plural,
  seconds,
  table,
  words,
} from '../parts.ts';

const LISTED_DOCUMENTS = 30;

export function appendix(facts: ReportFacts): ReportBlock[] {
  const { capacity, jobs, environment } = facts;
  return [
    chapter('Appendix A: What Was Measured', 'appendix-a'),
    table({
      id: 'a-runs',
      title: 'Runs',
      columns: [words('run', 'Run'), words('name', 'Name'), words('began', 'Began (UTC)'), words('state', 'State')],
      rows: capacity.runs.map(({ id, name, created_at, state }) => [cell(id), cell(name), cell(created_at), cell(state)]),
    }),
    table({
      id: 'a-settings',
      title: 'Settings',
      columns: [words('setting', 'Setting'), words('value', 'Value')],
      rows: Object.entries(capacity.settings)
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .map(([key, value]) => [cell(key), cell(typeof value === 'object' ? JSON.stringify(value) : value)]),
    }),
    table({
      id: 'a-versions',
      title: 'Versions',
      columns: [words('part', 'Part'), words('version', 'Version')],
      rows: Object.entries({ ...environment.versions, system: `${environment.platform} ${environment.os_release}` })
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .map(([part, version]) => [cell(part), cell(version)]),
    }),
    chapter('Appendix B: Documents', 'appendix-b'),
    ...dearest(jobs),
    chapter('Appendix C: Warnings', 'appendix-c'),
    capacity.warnings.length === 0 ? paragraph('None.') : list(capacity.warnings.map(({ message }) => message)),
  ];
}

/** Means over the jobs that read a document. */
function dearest(jobs: readonly ReportJob[]): ReportBlock[] {
  const documents = [...Map.groupBy(jobs, ({ document }) => document).values()].map((of) => ({
    first: of[0],
    jobs: of.length,
    failed: of.filter(({ state }) => state === 'failed').length,
    paths: [...new Set(of.flatMap(({ path }) => path ?? []))],
    cpu: mean(of.flatMap(({ metrics }) => metrics?.total_cpu_seconds ?? [])),
    wall: mean(of.flatMap(({ metrics }) => metrics?.total_wall_seconds ?? [])),
    quality: mean(of.flatMap(({ metrics }) => metrics?.quality_score ?? [])),
    cer: mean(of.flatMap(({ accuracy }) => accuracy?.text?.cer ?? [])),
  }));
  const listed = documents.toSorted((one, other) => (other.cpu ?? 0) - (one.cpu ?? 0)).slice(0, LISTED_DOCUMENTS);
  return [
    paragraph(
      listed.length < documents.length
        ? `The ${plural(listed.length, 'document')} of ${count(documents.length)} that took the most CPU.`
        : 'All documents, the one that took the most CPU first.',
    ),
    table({
      id: 'b-documents',
      title: 'Documents, means over their jobs',
      columns: [
        words('document', 'Document'),
        numbers('bytes', 'Size'),
        numbers('jobs', 'Jobs'),
        numbers('failed', 'Failed'),
        words('path', 'Path'),
        numbers('quality', 'Quality'),
        numbers('cpu_seconds', 'CPU s'),
        numbers('wall_seconds', 'Wall s'),
        numbers('cer', 'CER'),
      ],
      rows: listed.map(({ first, jobs: amount, failed, paths, cpu, wall, quality, cer }) => [
        cell(first?.file ?? ''),
        measured(first?.bytes, megabytes),
        cell(amount, count(amount)),
        failed === 0 ? cell(0) : cell(failed, count(failed), 'bad'),
        paths.length === 0 ? empty : cell(paths.join(', ')),
        measured(quality, (value) => value.toFixed(2)),
        measured(cpu, seconds),
        measured(wall, seconds),
        cer === null ? empty : measured(cer, percent),
      ]),
    }),
  ];
}
