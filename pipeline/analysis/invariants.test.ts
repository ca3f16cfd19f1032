import { describe, expect, it } from 'vitest';
import { checkInvariants, type InvariantReading } from './invariants.ts';

const ocr = { jobs: 200, cpu_seconds: 1, wall_seconds: 1, total_cpu_seconds: 200, total_wall_seconds: 200 };
const sound: InvariantReading = {
  summary: { jobs: { succeeded: 200, failed: 2, unfinished: 0 }, stages: { ocr }, jobs_missing_fields: 0 },
  gpuLibraries: [],
};
const holds = (summary: Partial<InvariantReading['summary']> = {}, gpuLibraries: InvariantReading['gpuLibraries'] = []) =>
  Object.fromEntries(
    checkInvariants({ summary: { ...sound.summary, ...summary }, gpuLibraries }).map(({ name, holds: value }) => [name, value]),
  );

const all = { ocr_on_every_job: true, required_fields: true, error_rate: true, no_gpu: true };

describe('checkInvariants', () => {
  it('finds them kept', () => expect(holds()).toEqual(all));
  it('sees a job without OCR', () =>
    expect(holds({ stages: { ocr: { ...ocr, jobs: 199 } } })).toEqual({ ...all, ocr_on_every_job: false }));
  it('sees an error rate over 1 %', () => {
    expect(holds({ jobs: { succeeded: 198, failed: 2, unfinished: 0 }, stages: { ocr: { ...ocr, jobs: 198 } } }).error_rate).toBe(
      true,
    );
    expect(holds({ jobs: { succeeded: 197, failed: 3, unfinished: 0 }, stages: { ocr: { ...ocr, jobs: 197 } } }).error_rate).toBe(
      false,
    );
  });
  it('claims nothing of a run that measured nothing', () => {
    const nothing = holds({ jobs: { succeeded: 0, failed: 0, unfinished: 3 }, stages: {} }, null);
    expect(nothing).toEqual({ ocr_on_every_job: null, required_fields: null, error_rate: null, no_gpu: null });
  });
  it('leaves missing fields to a baseline', () =>
    expect(holds({ jobs_missing_fields: 1 })).toEqual({ ...all, required_fields: null }));
  it('sees a graphics processor', () => expect(holds({}, ['libcuda.so.1'])).toEqual({ ...all, no_gpu: false }));
  it('does not claim what no job told', () => expect(holds({}, null)).toEqual({ ...all, no_gpu: null }));
});
