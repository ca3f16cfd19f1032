/**
 * What a preflight found, in the order in which it is told.
 */
import { BenchError, type ErrorCode, type ErrorDetails } from '../../contract/errors.ts';
import type { Preflight, PreflightLine } from '../../contract/postgres.ts';

type Check = PreflightLine['check'];
type Missing = Preflight['missing'][number];

export class Findings {
  readonly lines: PreflightLine[] = [];
  readonly missing: Missing[] = [];

  ok(check: Check, text: string): void {
    this.lines.push({ check, state: 'ok', text, error: null });
  }

  note(check: Check, text: string): void {
    this.lines.push({ check, state: 'note', text, error: null });
  }

  lacks(check: Check, what: Missing, text: string): void {
    this.missing.push(what);
    this.lines.push({ check, state: 'missing', text, error: null });
  }

  problem(check: Check, code: ErrorCode, details: ErrorDetails): void {
    const error = new BenchError(code, details).toInfo();
    this.lines.push({ check, state: 'problem', text: error.message, error });
  }

  get hasProblem(): boolean {
    return this.lines.some(({ state }) => state === 'problem');
  }
}
