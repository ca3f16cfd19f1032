/** Tells that a file was written, and shows it in its folder when asked to. */
import { BenchError } from '../../../pipeline/contract/errors.ts';
import { ask } from '../../ui/bridge.ts';
import { useToast } from '../../ui/toasts.tsx';

export function useSaved(): (file: string) => void {
  const toast = useToast();
  return (file) =>
    toast({
      text: `Saved as ${file}`,
      seconds: 12,
      action: {
        label: 'Show in folder',
        run: () => {
          ask('file.show', { file }).catch((thrown: unknown) => toast({ text: BenchError.wrap(thrown).message }));
        },
      },
    });
}
