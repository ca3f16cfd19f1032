import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { metricsContractSchema } from '../pipeline/contract/metrics.ts';
import { publishedSchemas, schemaText } from './published-schemas.ts';

const ajv = new Ajv2020({ strict: false });
addFormats.default(ajv);

const stage = { cpu_seconds: 0.012, wall_seconds: 0.089 };
const success = {
  status: 'SUCCESS',
  job_id: '0b7d1c52-4c1e-4f3a-9a55-6f2f0c9f1d11',
  result: {
    document: { type: 'other', type_confidence: 0, fields: {}, line_items: [], checks: [], missing: [] },
    text: '',
    quality_score: 0.8,
    ocr_confidence: 0.9,
    enhancement_skipped: true,
    pages: 1,
    input_file_size_bytes: 1,
    output_file_size_bytes: 1,
    master: 'a/master.jpg',
    preview: 'a/preview.jpg',
    words: 'a/words.json',
  },
  metrics: {
    total_cpu_seconds: 1.847,
    total_wall_seconds: 2.341,
    execution_temperature: 'warm',
    processing_path: 'fast',
    stages: { fetch: stage, quality_scoring: stage, enhancement: stage, ocr: stage, schema_adaptation: stage, upload: stage },
  },
};

describe('the published schemas', () => {
  it.each(publishedSchemas.map(({ file, schema }) => [file.pathname.split('/').at(-1), file, schema] as const))(
    '%s is what the code validates with',
    (_, file, schema) => {
      expect(readFileSync(file, 'utf8')).toBe(schemaText(schema));
    },
  );

  it('accepts the report’s example and refuses it with a stage missing', () => {
    const validate = ajv.compile(publishedSchemas[0]!.schema);
    expect(validate(success)).toBe(true);
    const { ocr: _, ...withoutOcr } = success.metrics.stages;
    expect(validate({ ...success, metrics: { ...success.metrics, stages: withoutOcr } })).toBe(false);
  });

  it('judges as the code does, whatever is changed in a contract', () => {
    const validate = ajv.compile(publishedSchemas[0]!.schema);
    const paths = [
      'status',
      'job_id',
      'result.text',
      'result.pages',
      'metrics.total_cpu_seconds',
      'metrics.stages.ocr',
      'metrics.processing_path',
      'extra',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.oneof(fc.jsonValue(), fc.constant(undefined)), (path, value) => {
        const changed = structuredClone(success) as Record<string, unknown>;
        const keys = path.split('.');
        const last = keys.pop()!;
        const owner = keys.reduce((object, key) => object[key] as Record<string, unknown>, changed);
        if (value === undefined) delete owner[last];
        else owner[last] = value;
        expect(validate(changed)).toBe(metricsContractSchema.safeParse(changed).success);
      }),
      { numRuns: 500 },
    );
  });
});
