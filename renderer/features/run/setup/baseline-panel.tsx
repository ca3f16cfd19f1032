/** The baseline in one click: comparable with everybody else's. On an empty database it is what one begins with. */
import { Gauge } from 'lucide-react';
import { useIsWorking } from '../../../app/live-run.tsx';
import { Button } from '../../../ui/button.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { runDraft, useRunDraft } from '../use-run-draft.ts';
import styles from './baseline-panel.module.css';

interface BaselinePanelProps {
  /** Nothing was measured yet. */
  readonly isFirst: boolean;
}

export function BaselinePanel({ isFirst }: BaselinePanelProps) {
  return isFirst ? (
    <Panel title="Start here">
      <div className={styles.first}>
        <p>
          Ten generated documents (invoices, receipts, statements, forms) are drawn, once, and measured one after another with the
          default settings. Then you see what a document costs on this machine, stage by stage, and its flame chart. Your own
          scans can follow: choose them below.
        </p>
        <Measure look="primary" />
      </div>
    </Panel>
  ) : (
    <Panel
      title="Baseline"
      hint="10 sample documents, one after another, with the default settings: what a document costs on this machine."
    >
      <Measure look="plain" />
    </Panel>
  );
}

function Measure({ look }: { readonly look: 'plain' | 'primary' }) {
  const { isStarting, samples } = useRunDraft();
  const isWorking = useIsWorking();
  return (
    <Button
      look={look}
      disabled={isStarting || isWorking || samples.state === 'drawing'}
      onClick={() => void runDraft.measureBaseline()}
    >
      <Gauge size={16} aria-hidden /> Measure the baseline
    </Button>
  );
}
