/**
 * The sides of a comparison as they are given on the command line: one by one, as a preset, as a sweep, or one setting with
 * itself.
 */
import type { Baseline } from '../contract/baseline.ts';
import { sideNames } from '../contract/comparison.ts';
import { BenchError } from '../contract/errors.ts';
import { type Preset, presetNamed, presets } from '../contract/presets.ts';
import { parseAssignments, parseSettings, type Settings } from '../contract/settings.ts';

export interface SideOptions {
  readonly a?: readonly string[];
  readonly b?: readonly string[];
  readonly c?: readonly string[];
  readonly d?: readonly string[];
  readonly preset?: string;
  readonly sweep?: string;
  readonly same?: boolean;
  /** Code of side a. */
  readonly aCode?: string;
  /** What holds for every side. */
  readonly set: readonly string[];
}

/**
 * @param baseline its settings are side a
 * @throws BenchError `compare.sides`, `compare.preset_unknown`, `settings.*`
 */
export function sidesOf(options: SideOptions, baseline: Baseline | null): { sides: Settings[]; preset: Preset | null } {
  const base = parseAssignments(options.set);
  const preset = options.preset === undefined ? null : findPreset(options.preset);
  const changes = changesOf(options, preset, baseline);
  if (changes.length < 2 || changes.length > sideNames.length) throw new BenchError('compare.sides', { count: changes.length });
  return { sides: changes.map((change) => parseSettings({ ...base, ...change })), preset };
}

function changesOf(options: SideOptions, preset: Preset | null, baseline: Baseline | null): Readonly<Record<string, unknown>>[] {
  if (baseline !== null) return againstBaseline(options, preset, baseline);
  const named = sideNames.map((name) => options[name]).filter((words) => words !== undefined);
  const ways = [named.length > 0, preset !== null, options.sweep !== undefined, options.same === true].filter(Boolean);
  if (ways.length > 1)
    throw new BenchError('usage.bad_option', { text: 'Give the sides in one way: --a and --b, --preset, --sweep or --same.' });
  if (sideNames.slice(0, named.length).some((name) => options[name] === undefined))
    throw new BenchError('usage.bad_option', { text: 'Sides are named in their order: --a and --b, then --c, then --d.' });
  if (preset !== null) return [...preset.sides];
  if (options.sweep !== undefined) return sweptOver(options.sweep);
  // Where the code differs, the settings need not.
  if (options.same === true || (options.aCode !== undefined && named.length === 0)) return [{}, {}];
  return named.map((words) => parseAssignments(words));
}

/** Side a is as the baseline was measured; without --b, side b is as a run would be now. */
function againstBaseline(
  options: SideOptions,
  preset: Preset | null,
  { settings }: Baseline,
): Readonly<Record<string, unknown>>[] {
  if (options.a !== undefined || preset !== null || options.sweep !== undefined || options.same === true)
    throw new BenchError('usage.bad_option', { text: '--baseline is side a; name what is held against it with --b and --set.' });
  return [
    settings,
    parseAssignments(options.b ?? []),
    ...[options.c, options.d].flatMap((words) => (words ? [parseAssignments(words)] : [])),
  ];
}

/** `KEY=VALUE,VALUE,…`: a side for each value. */
function sweptOver(text: string): Record<string, string>[] {
  return Object.entries(parseAssignments([text])).flatMap(([key, values]) =>
    [...new Set(values.split(',').map((value) => value.trim()))].map((value) => ({ [key]: value })),
  );
}

function findPreset(name: string): Preset {
  const preset = presetNamed(name);
  if (preset === undefined) {
    throw new BenchError('compare.preset_unknown', { preset: name, presets: presets.map((known) => known.name).join(', ') });
  }
  return preset;
}
