/** Tells what was taken away, and brings it back when asked to. */
import { useToast } from './toasts.tsx';

export function useUndo(): (text: string, undo: () => void) => void {
  const toast = useToast();
  return (text, run) => toast({ text, action: { label: 'Undo', run } });
}
