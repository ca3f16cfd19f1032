/**
 * Are these sides comparable at all? Runs that were made apart may differ in anything; passes of one comparison differ only in
 * what was meant to differ, and in what follows from that.
 */
import { CODE_KEY, type Comparison, type SideResult } from '../../contract/comparison.ts';
import type { ComparisonSamples, SideSample } from './samples.ts';
import { type ComparisonWarningCode, comparisonWarning } from './warnings.ts';

export function comparisonWarnings(samples: ComparisonSamples, sides: readonly SideResult[]): Comparison['warnings'] {
  const { design, documents_left_out } = samples;
  return [
    ...(design === 'stored' ? [comparisonWarning('compare.not_interleaved')] : []),
    ...(documents_left_out > 0 ? [comparisonWarning('compare.documents_differ', { count: documents_left_out })] : []),
    ...surroundingsWarnings(samples),
    ...(design === 'stored' ? settingWarnings(samples) : []),
    ...codeWarnings(samples),
    ...versionWarnings(samples),
    ...sides.filter(({ jobs }) => jobs.warm === 0).map(({ name }) => comparisonWarning('compare.nothing_warm', { side: name })),
    ...baselineWarnings(sides),
  ];
}

function surroundingsWarnings({ sides, design }: ComparisonSamples): Comparison['warnings'] {
  const differing = differences(sides, ({ surroundings }) => surroundings);
  const host = differing.filter(({ key }) => key === HOST);
  const machine = differing.filter(({ key }) => key !== HOST);
  // Within one comparison the host differs only because its setting was to.
  return [...(design === 'stored' ? warned('compare.host_differs', host) : []), ...warned('compare.machine_differs', machine)];
}

const HOST = 'host';

function settingWarnings({ sides }: ComparisonSamples): Comparison['warnings'] {
  const settings = (key: string): Difference[] =>
    differences(sides, (side) => ({ [key]: String(side.settings[key] ?? 'unset') }));
  return [...warned('compare.engine_differs', settings('ocr.engine')), ...warned('compare.model_differs', settings('ocr.model'))];
}

function codeWarnings({ sides }: ComparisonSamples): Comparison['warnings'] {
  const codeOf = ({ settings }: SideSample) => (settings[CODE_KEY] === undefined ? {} : { code: String(settings[CODE_KEY]) });
  return differences(sides, codeOf).map(({ values }) => comparisonWarning('compare.code_differs', { what: values }));
}

/** Another engine or model brings other versions; of a comparison that is about them, only what both sides have counts. */
function versionWarnings({ sides, design }: ComparisonSamples): Comparison['warnings'] {
  const isAbout = ['ocr.engine', 'ocr.model'].some((key) => new Set(sides.map(({ settings }) => settings[key])).size > 1);
  if (design === 'interleaved' && isAbout) return [];
  return warned(
    'compare.versions_differ',
    differences(sides, ({ versions }) => versions),
  );
}

function baselineWarnings([baseline]: readonly SideResult[]): Comparison['warnings'] {
  const broken = baseline?.invariants.filter(({ holds }) => holds === false) ?? [];
  if (baseline === undefined || broken.length === 0) return [];
  const what = broken.map(({ sentence }) => sentence).join('; ');
  return [comparisonWarning('compare.baseline_breaks', { side: baseline.name, what })];
}

interface Difference {
  readonly key: string;
  /** `a: 7.0.0, b: 8.0.0`. */
  readonly values: string;
}

/** What all sides tell of, and not alike. */
function differences(
  sides: readonly SideSample[],
  factsOf: (side: SideSample) => Readonly<Record<string, string>>,
): Difference[] {
  const facts = sides.map((side) => ({ name: side.name, facts: factsOf(side) }));
  const keys = Object.keys(facts[0]?.facts ?? {}).filter((key) => facts.every((side) => side.facts[key] !== undefined));
  return keys
    .filter((key) => new Set(facts.map((side) => side.facts[key])).size > 1)
    .map((key) => ({ key, values: facts.map((side) => `${side.name}: ${side.facts[key]}`).join(', ') }));
}

function warned(code: ComparisonWarningCode, differing: readonly Difference[]): Comparison['warnings'] {
  if (differing.length === 0) return [];
  return [comparisonWarning(code, { what: differing.map(({ key, values }) => `${key} (${values})`).join('; ') })];
}
