/**
 * What is fuzzed: a way to draw an input from chance, and what must hold of any input.
 */
import type { Random } from '../../fixtures/random.ts';

/** Whether the input was taken for a good one; that too few are would mean that nothing behind the door is reached. */
export type Taken = boolean;

export interface FuzzTarget<Input = unknown> {
  /** `kind/name`. */
  readonly name: string;
  /** Share of the time, against the others; 1 unless it says otherwise. */
  readonly weight?: number;
  readonly draw: (random: Random) => Input;
  /** @throws Finding, or anything: what a parser throws that it does not announce is a finding too */
  readonly hold: (input: Input) => Taken | Promise<Taken>;
  readonly close?: () => Promise<void>;
}

/** Gives the targets of one kind; what they need (a server, a corpus) is opened here. */
export type TargetKind = () => FuzzTarget[] | Promise<FuzzTarget[]>;

export class Finding extends Error {}

export function expectThat(condition: boolean, otherwise: () => string): void {
  if (!condition) throw new Finding(otherwise());
}
