/** What somebody needs who helps from afar, without secrets. The app puts it on the clipboard: it holds the end of the log. */
import { LifeBuoy } from 'lucide-react';
import { useState } from 'react';
import { ask } from '../../ui/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { useTellError } from '../../ui/use-tell-error.ts';

export function CopyDiagnostics() {
  const [isCopying, setCopying] = useState(false);
  const tellError = useTellError();
  const copy = async (): Promise<void> => {
    setCopying(true);
    try {
      await ask('diagnostics.copy', {});
    } catch (thrown) {
      tellError(thrown);
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
