/**
 * The app and its machine: the app is known at once, and the machine is looked at, which takes seconds and some of its CPU.
 *
 * Holds: while something is measured it is only looked at when somebody asks for it; what was seen stays until the next look;
 * after the end nothing is told.
 */
import type { About } from '../../../pipeline/contract/app-calls.ts';
import { BenchError } from '../../../pipeline/contract/errors.ts';
import type { Examination } from '../../../pipeline/contract/examination.ts';
import type { ask } from '../../ui/bridge.ts';

export interface Environment {
  readonly about: About | null;
  readonly examination: Examination | null;
  readonly isLooking: boolean;
  readonly error: BenchError | null;
}

export const nothingSeen: Environment = { about: null, examination: null, isLooking: false, error: null };

export class EnvironmentLook {
  readonly #ask: typeof ask;
  readonly #tell: (change: Partial<Environment>) => void;
  #turn = 0;

  constructor(askApp: typeof ask, tell: (change: Partial<Environment>) => void) {
    this.#ask = askApp;
    this.#tell = tell;
  }

  /** @param isWorking something is measured, and not to be disturbed */
  begin(isWorking: boolean): Promise<void> {
    return this.#read(!isWorking);
  }

  look(): Promise<void> {
    return this.#read(true);
  }

  end(): void {
    this.#turn += 1;
  }

  async #read(withMachine: boolean): Promise<void> {
    const turn = ++this.#turn;
    const tell = (change: Partial<Environment>): void => {
      if (this.#turn === turn) this.#tell(change);
    };
    tell({ isLooking: withMachine, error: null });
    try {
      tell({ about: await this.#ask('about', {}) });
      if (withMachine) tell({ examination: await this.#ask('examine', {}) });
    } catch (thrown) {
      tell({ error: BenchError.wrap(thrown) });
    } finally {
      tell({ isLooking: false });
    }
  }
}
