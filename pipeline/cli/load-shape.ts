/** Which arrivals a load has, out of the options of the command line. */
import { InvalidArgumentError } from 'commander';
import { BenchError, reasonOf } from '../contract/errors.ts';
import { type LoadProfile, type LoadShape, loadShapeSchema } from '../contract/load.ts';
import { readPlan } from './load-plan-file.ts';

export interface ShapeOptions {
  readonly profile: LoadProfile;
  readonly users: number;
  readonly docsPerUser: number;
  readonly rate: number;
  readonly seconds: number;
  readonly factor: number;
  readonly stepSeconds: number;
  readonly steps: number;
  readonly plan?: string;
}

/** @throws BenchError `usage.bad_option`, `load.bad_plan` */
export function shapeOf(options: ShapeOptions): LoadShape {
  const { profile } = options;
  const parsed = loadShapeSchema.safeParse(draftOf(options));
  if (parsed.success) return parsed.data;
  const text = `The load of profile ${profile} cannot be (${reasonOf(parsed.error)}).`;
  throw new BenchError('usage.bad_option', { text });
}

function draftOf(options: ShapeOptions): unknown {
  const { profile } = options;
  switch (profile) {
    case 'burst':
    case 'burst-rates':
      return { profile, users: options.users, documents_per_user: options.docsPerUser };
    case 'constant':
    case 'poisson':
      return { profile, per_second: options.rate, seconds: options.seconds };
    case 'steps':
      return {
        profile,
        from_per_second: options.rate,
        factor: options.factor,
        step_seconds: options.stepSeconds,
        steps: options.steps,
      };
    case 'replay':
      if (options.plan === undefined)
        throw new BenchError('usage.bad_option', { text: '--profile replay needs --plan with a file of moments.' });
      return { profile, ...readPlan(options.plan) };
  }
}

export function fastShare(text: string): number {
  const [, fast = '', standard = ''] = /^(\d+(?:\.\d+)?)\/(\d+(?:\.\d+)?)$/.exec(text) ?? [];
  const total = Number(fast) + Number(standard);
  if (fast === '' || Math.abs(total - 100) > 1e-9)
    throw new InvalidArgumentError('It is two shares that add up to 100, such as 70/30.');
  return Number(fast) / 100;
}
