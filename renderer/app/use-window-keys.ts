/**
 * Binds the keys of the commands on every screen. What is typed into a field, or asked in front of everything, goes before: then
 * the menu, which has some of the same keys, is not to have them either.
 */
import { useEffect, useEffectEvent } from 'react';
import { isKey, isPrinted } from '../ui/keys.ts';
import { isDialogOpen } from '../ui/open-dialog.ts';
import { useTellError } from '../ui/use-tell-error.ts';
import { type CommandContext, commands, isAvailable } from './commands.ts';

const takesText = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('input:not([type="checkbox"], [type="radio"], [type="range"]), textarea, select') !== null;

export function useWindowKeys(contextNow: () => CommandContext): void {
  const tellError = useTellError();
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented) return;
    for (const command of commands) {
      const word = command.keys?.find((key) => isKey(key, event));
      if (word === undefined || (isPrinted(word) && takesText(event.target))) continue;
      if (isDialogOpen()) {
        event.preventDefault();
        return;
      }
      const context = contextNow();
      if (!isAvailable(command, context)) continue;
      event.preventDefault();
      void Promise.resolve(command.run(context)).catch((thrown: unknown) => tellError(thrown));
      return;
    }
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => onKey(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}
