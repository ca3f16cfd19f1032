/**
 * Samples as JSON, by the schema of `contract/samples-file.ts`: what the comparison is first, then its jobs, one on a line.
 */
import { SAMPLES_FORMAT, type SamplesFile } from '../../contract/samples-file.ts';
import { eachSample, type SamplesInput } from './sample.ts';

export function* jsonSamples(input: SamplesInput): Generator<string> {
  // The beginning without its closing bracket: the list of samples, which may be longer than memory, comes before that.
  yield `${JSON.stringify(aboutOf(input), null, 1).slice(0, -2)},\n "samples": [`;
  let separator = '\n';
  for (const sample of eachSample(input)) {
    yield `${separator}  ${JSON.stringify(sample)}`;
    separator = ',\n';
  }
  yield '\n ]\n}\n';
}

function aboutOf({ samples, comparison }: SamplesInput): Omit<SamplesFile, 'samples'> {
  const { design, seed, blocks, metric, materiality, preset, sides, documents, documents_left_out } = samples;
  return {
    format: SAMPLES_FORMAT,
    design,
    complete: comparison.complete,
    plan: { seed, blocks, metric, materiality, preset },
    sides: sides.map(({ name, label, settings, versions, surroundings, runs, gpu_libraries }) => ({
      name,
      label,
      settings: { ...settings },
      versions: { ...versions },
      surroundings: { ...surroundings },
      runs: [...runs],
      gpu_libraries: gpu_libraries === null ? null : [...gpu_libraries],
    })),
    documents: [...documents],
    documents_left_out,
    warnings: comparison.warnings.map(({ code, message }) => ({ code, message })),
  };
}
