/** What somebody needs who helps from afar, without secrets. The app puts it on the clipboard: it holds the end of the log. */
import { LifeBuoy } from 'lucide-react';
import { useState } from 'react';
import { BenchError } from '../../../pipeline/contract/errors.ts';
import { ask } from '../../ui/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { useToast } from '../../ui/toasts.tsx';

export function CopyDiagnostics() {
  const [isCopying, setCopying] = useState(false);
  const toast = useToast();
  const copy = async (): Promise<void> => {
    setCopying(true);
    try {
      await ask('diagnostics.copy', {});
    } catch (thrown) {
      toast({ text: BenchError.wrap(thrown).message });
    } finally {
      setCopying(false);
    }
  };
  return (
    <Button
      disabled={isCopying}
      onClick={() => void copy()}
      title="Versions, machine, processes, engines, database, last lines of the log"
    >
      <LifeBuoy size={16} aria-hidden /> Copy diagnostics
    </Button>
  );
}
