/** Writes a file where the person says; tells that it was written, and shows it in its folder when asked to. */
import { BenchError } from '../../pipeline/contract/errors.ts';
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

type FileContent = string | Uint8Array;

/** Never rejects. What is made may be given up with `call.cancelled`: whoever did that needs not be told. */
export type SaveFile = (name: string, make: () => FileContent | Promise<FileContent>) => Promise<void>;

/** Makes the content, asks where to, writes it there, and tells how it went. */
export function useSaveFile(): SaveFile {
  const tellError = useTellError();
  const saved = useSaved();
  return async (name, make) => {
    try {
      const content = await make();
      // A view on other memory does not cross the bridge.
      const answer = await ask('file.save', { name, content: typeof content === 'string' ? content : new Uint8Array(content) });
      if (answer !== null) saved(answer.file);
    } catch (thrown) {
      if (BenchError.wrap(thrown).code !== 'call.cancelled') tellError(thrown);
    }
  };
}
