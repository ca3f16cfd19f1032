/** The first run of somebody who is new: one click, and comparable with everybody else's. */
import { Gauge } from 'lucide-react';
import { useIsWorking } from '../../../app/live-run.tsx';
import { Button } from '../../../ui/button.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { runDraft, useRunDraft } from '../use-run-draft.ts';

export function BaselinePanel() {
  const { isStarting, samples } = useRunDraft();
  const isWorking = useIsWorking();
  return (
    <Panel
      title="New here?"
      hint="10 sample documents, one after another, with the default settings: what a document costs on this machine."
    >
      <Button disabled={isStarting || isWorking || samples.state === 'drawing'} onClick={() => void runDraft.measureBaseline()}>
        <Gauge size={16} aria-hidden /> Measure the baseline
      </Button>
    </Panel>
  );
}
