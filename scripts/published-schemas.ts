/**
 * Which schemas are published, and under which name.
 */
import { z } from 'zod';
import { badDocumentsSchema } from '../pipeline/contract/bad-documents.ts';
import { baselineSchema } from '../pipeline/contract/baseline.ts';
import { manifestSchema, typedDocumentSchema } from '../pipeline/contract/document.ts';
import { metricsContractSchema } from '../pipeline/contract/metrics.ts';
import { reportFileSchema } from '../pipeline/contract/report-file.ts';
import { samplesFileSchema } from '../pipeline/contract/samples-file.ts';

const resource = (name: string) => new URL(`../resources/${name}.schema.json`, import.meta.url);

export const publishedSchemas = [
  { file: resource('metrics-contract'), title: 'Metrics contract of one job', schema: metricsContractSchema },
  { file: resource('typed-document'), title: 'Document as schema adaptation reads it', schema: typedDocumentSchema },
  { file: resource('fixtures-manifest'), title: 'Manifest of a folder of documents with truth', schema: manifestSchema },
  { file: resource('bad-documents'), title: 'Manifest of a folder of bad and odd documents', schema: badDocumentsSchema },
  { file: resource('comparison-samples'), title: 'Raw samples of a comparison', schema: samplesFileSchema },
  { file: resource('baseline'), title: 'Baseline that later runs are held against', schema: baselineSchema },
  { file: resource('report'), title: 'Capacity report', schema: reportFileSchema },
].map(({ file, title, schema }) => ({ file, schema: { title, ...z.toJSONSchema(schema) } }));

export const schemaText = (schema: object): string => `${JSON.stringify(schema, null, 2)}\n`;
