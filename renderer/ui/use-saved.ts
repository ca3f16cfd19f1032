/** Writes a file where the person says; tells that it was written, and shows it in its folder when asked to. */
import { ask } from './bridge.ts';
import { useToast } from './toasts.tsx';
import { useTellError } from './use-tell-error.ts';

/** Tells that a file was written. */
export function useSaved(): (file: string) => void {
  const toast = useToast();
  const tellError = useTellError();
  return (file) =>
    toast({
      text: `Saved as ${file}`,
      action: {
        label: 'Show in folder',
        run: () => {
          ask('file.show', { file }).catch(tellError);
        },
      },
    });
}

/** Asks where to, writes what is made, and tells how it went. */
export function useSaveFile(): (name: string, make: () => string | Uint8Array | Promise<Uint8Array>) => Promise<void> {
  const tellError = useTellError();
  const saved = useSaved();
  return async (name, make) => {
    try {
      const content = await make();
      // A view on other memory does not cross the bridge.
      const answer = await ask('file.save', { name, content: typeof content === 'string' ? content : new Uint8Array(content) });
      if (answer !== null) saved(answer.file);
    } catch (thrown) {
      tellError(thrown);
    }
  };
}
