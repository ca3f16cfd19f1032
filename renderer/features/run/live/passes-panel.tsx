/** Which side of a comparison is measured now, what tells it from the others, and how the passes follow each other. */

import { planPasses } from '../../../../pipeline/analysis/comparison/plan.ts';
import { keptComparePlanSchema } from '../../../../pipeline/contract/comparison.ts';
import { useLivePart } from '../../../app/live-run.tsx';
import { useAsk } from '../../../ui/bridge.ts';
import { Panel } from '../../../ui/panel.tsx';
import { PassStrip } from '../../compare/pass-strip.tsx';
import { sideLabels } from '../../compare/side-labels.ts';
import styles from './passes-panel.module.css';

export function PassesPanel() {
  const run = useLivePart((live) => live.run_id);
  return (
    <Panel
      title="Passes"
      hint="Each is one trip through all documents. The sides are told apart when the plan is done, not before."
    >
      {run === null ? <p className={styles.none}>The first pass is about to begin.</p> : <Passes run={run} />}
    </Panel>
  );
}

function Passes({ run }: { readonly run: string }) {
  const detail = useAsk('runs.read', { run });
  const pass = useLivePart((live) => live.pass);
  const kept = detail.state === 'here' ? keptComparePlanSchema.safeParse(detail.value.run.plan) : null;
  if (kept?.success !== true) return null;
  const plan = kept.data.comparison;
  const { sides } = plan;
  const labels = sideLabels(sides.map(({ settings }) => settings));
  return (
    <>
      <ul className={styles.sides}>
        {sides.map(({ name }, index) => (
          <li key={name} className={styles.side} aria-current={pass?.side === name ? 'step' : undefined}>
            <strong>{name}</strong> <code>{labels[index]}</code> {pass?.side === name ? <span>now</span> : null}
          </li>
        ))}
      </ul>
      <PassStrip order={planPasses(plan).map(({ side }) => side)} sides={sides.length} at={pass?.number ?? null} />
    </>
  );
}
