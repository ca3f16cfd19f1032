/** `setTimeout` as a part that a test can play. */
export interface Timers {
  set(callback: () => void, milliseconds: number): unknown;
  clear(timer: unknown): void;
}

export const realTimers: Timers = {
  set: setTimeout,
  clear: (timer) => clearTimeout(timer as NodeJS.Timeout),
};
