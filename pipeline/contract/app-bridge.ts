/**
 * The one object that the window has of the app: `window.bench`, made by the preload.
 */
import type { z } from 'zod';
import type { AppCalls, AppEvent } from './app-calls.ts';
import type { ErrorInfo } from './errors.ts';

/** An error crosses as a value: what is thrown across loses its code. */
export type Answer<Output> =
  | { readonly output: Output; readonly error: null }
  | { readonly output: null; readonly error: ErrorInfo };

export interface Bridge {
  ask<Name extends keyof AppCalls>(
    name: Name,
    input: z.input<AppCalls[Name]['input']>,
  ): Promise<Answer<z.output<AppCalls[Name]['output']>>>;
  /** Returns how to stop listening. */
  onEvent(listener: (event: AppEvent) => void): () => void;
  /** Where a dropped or chosen file lies; '' for one that is not on the disk. */
  placeOf(file: File): string;
}

export const ASK_CHANNEL = 'bench:ask';
export const EVENT_CHANNEL = 'bench:event';
