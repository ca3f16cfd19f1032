/** For tests: facts of a report, made up, from a seed. Nothing of it was measured, and nothing that ships uses it. */
import { totalAccuracy } from '../../analysis/accuracy-total.ts';
import { type SampleWishes, sampleFacts } from '../../analysis/capacity/testing/sample-facts.ts';
import { makeCriteria } from '../../analysis/decision/criteria.ts';
import { decide } from '../../analysis/decision/decide.ts';
import type { CapacityFacts } from '../../contract/capacity.ts';
import type { Criteria } from '../../contract/criteria.ts';
import type { ReportFacts, ReportJob } from '../facts.ts';

const job = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

export function sampleJobs(amount: number, file = (number: number) => `scan_${number}.jpg`): ReportJob[] {
  return Array.from({ length: amount }, (_, number) => {
    const path = number % 10 < 7 ? 'fast' : 'standard';
    const ocr = path === 'fast' ? 1.1 + (number % 5) / 50 : 2.2 + (number % 5) / 50;
    const bytes = 700_000 + number * 1000;
    return {
      job: job(number),
      file: file(number),
      document: `content ${number}`,
      bytes,
      state: 'succeeded',
      temperature: number === 0 ? 'cold' : 'warm',
      path,
      stages: { fetch: { cpu_seconds: 0.01, wall_seconds: 0.02 }, ocr: { cpu_seconds: ocr, wall_seconds: ocr / 1.5 } },
      metrics: {
        id: job(number),
        job_id: job(number),
        execution_temperature: number === 0 ? 'cold' : 'warm',
        total_cpu_seconds: ocr + 0.01,
        total_wall_seconds: ocr / 1.5 + 0.02,
        fetch_cpu_seconds: 0.01,
        quality_cpu_seconds: 0,
        enhancement_cpu_seconds: 0,
        ocr_cpu_seconds: ocr,
        schema_cpu_seconds: 0,
        upload_cpu_seconds: 0,
        input_file_size_bytes: bytes,
        output_file_size_bytes: null,
        quality_score: 0.8,
        ocr_confidence: 0.9,
        enhancement_skipped: path === 'fast',
        processing_path: path,
        created_at: '2026-11-20T09:30:01.000Z',
      },
      accuracy: null,
    };
  });
}

export interface ReportWishes {
  readonly wishes?: SampleWishes;
  readonly changes?: Partial<CapacityFacts>;
  readonly criteria?: Criteria;
  readonly jobs?: readonly ReportJob[];
}

export function sampleReportFacts({
  wishes,
  changes,
  criteria = makeCriteria(),
  jobs = sampleJobs(40),
}: ReportWishes = {}): ReportFacts {
  const capacity = sampleFacts(wishes, changes);
  return {
    version: '1.2.3',
    date: '2026-11-20T09:30:00.000Z',
    capacity,
    criteria,
    decision: decide(capacity, criteria),
    environment: {
      host: 'node',
      platform: 'linux-x64',
      os_release: '6.1',
      cpu_model: 'AMD EPYC',
      cores: 16,
      core_quota: null,
      governor: null,
      memory_bytes: 1,
      free_memory_bytes: 1,
      load_at_start: 0.2,
      steal: null,
      versions: { node: '24' },
      side_versions: {},
      gpu_libraries: [],
      s3_endpoint: null,
      git_revision: null,
    },
    jobs,
    accuracy: totalAccuracy(jobs.flatMap(({ accuracy }) => accuracy ?? [])),
    load: null,
    books: { workers: 1, inside: 60, system: 60.1, startup: 0.4, between_jobs: 0.1 },
  };
}
