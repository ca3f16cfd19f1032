/** What stands on a screen that needs a measured document while there is none: what will be here, and the two ways to begin. */
import { FolderOpen, Gauge } from 'lucide-react';
import type { ReactNode } from 'react';
import { useIsWorking } from '../../app/live-run.tsx';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { go, hrefOf } from '../../ui/route.ts';
import { runDraft } from '../run/use-run-draft.ts';

interface NothingMeasuredProps {
  readonly title: string;
  /** What will stand here, and why. */
  readonly children: ReactNode;
}

export function NothingMeasured({ title, children }: NothingMeasuredProps) {
  const isWorking = useIsWorking();
  return (
    <Empty
      title={title}
      action={
        <>
          <Button
            look="primary"
            disabled={isWorking}
            onClick={() => {
              go({ screen: 'run' });
              void runDraft.measureBaseline();
            }}
          >
            <Gauge size={16} aria-hidden /> Measure 10 sample documents
          </Button>
          <LinkButton href={hrefOf({ screen: 'run' })}>
            <FolderOpen size={16} aria-hidden /> Choose your own
          </LinkButton>
        </>
      }
    >
      {children}
    </Empty>
  );
}
