/**
 * A comparison as JUnit's XML: for each side against side a its verdict, its stages and its invariants. The verdict fails where
 * the command does (`--fail-on`); a stage fails where it moved although the change cannot move it.
 */
import type { Comparison, Contrast, Effect, SideResult } from '../../contract/comparison.ts';
import type { JunitCase, JunitOutcome, JunitReport, JunitSuite } from '../../export/junit/junit.ts';
import { checkCase } from './cases.ts';

export interface JunitComparison {
  readonly name: string;
  /** ISO 8601, of the run. */
  readonly began: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly comparison: Comparison;
  /** Verdicts that fail. */
  readonly failOn: readonly string[];
}

export function junitOfComparison({ name, began, properties, comparison, failOn }: JunitComparison): JunitReport {
  const { contrasts, sides, metric } = comparison;
  return {
    name: name === '' ? 'rbench compare' : name,
    began,
    properties: { ...properties, ...Object.fromEntries(sides.map((side) => [`side.${side.name}`, side.label])) },
    suites: [
      ...contrasts.map((contrast) => contrastSuite(contrast, sides, metric, failOn)),
      ...sides.map((side) => ({ name: `invariants of side ${side.name}`, cases: side.invariants.map(checkCase) })),
    ],
  };
}

function contrastSuite(
  { side, verdict, sentence, stages, controls }: Contrast,
  sides: readonly SideResult[],
  metric: Comparison['metric'],
  failOn: readonly string[],
): JunitSuite {
  const moved = new Set(controls.filter((control) => control.moved).map(({ stage }) => stage));
  const seconds = sides.find(({ name }) => name === side)?.wall_seconds?.estimate ?? null;
  const outcome = verdictOutcome(verdict, sentence, failOn);
  return {
    name: `side ${side} against a`,
    cases: [
      { name: `${metric} per document`, outcome, seconds, text: outcome.kind === 'passed' ? sentence : '' },
      ...Object.entries(stages).map(([stage, effects]): JunitCase => {
        const effect = effects[metric];
        const text = effectText(effect);
        const name = `${metric} of ${stage}`;
        if (moved.has(stage as keyof typeof stages)) {
          return { name, outcome: { kind: 'failed', code: 'control_moved', sentence: text }, seconds: null, text: '' };
        }
        if (effect.verdict === 'cannot_tell')
          return { name, outcome: { kind: 'skipped', sentence: text }, seconds: null, text: '' };
        return { name, outcome: { kind: 'passed' }, seconds: null, text };
      }),
    ],
  };
}

function verdictOutcome(verdict: Contrast['verdict'], sentence: string, failOn: readonly string[]): JunitOutcome {
  if (failOn.includes(verdict)) return { kind: 'failed', code: verdict, sentence };
  return verdict === 'cannot_tell' || verdict === 'unproven' ? { kind: 'skipped', sentence } : { kind: 'passed' };
}

function effectText({ verdict, ratio, reason }: Effect): string {
  if (ratio === null) return reason;
  const [estimate, low, high] = [ratio.estimate, ratio.low, ratio.high].map((value) => value.toFixed(3));
  return `${verdict}: ratio ${estimate} (${low} to ${high}, 95 %). ${reason}`;
}
