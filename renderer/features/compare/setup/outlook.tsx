/** What the plan would find and take, before it is begun. */
import type { PlanOutlook } from '../../../../pipeline/contract/comparison.ts';
import { Button } from '../../../ui/button.tsx';
import { sentenceOf } from '../../../ui/error-words.ts';
import { count, duration, percent, plural } from '../../../ui/format.ts';
import { Notice } from '../../../ui/notice.tsx';
import type { PlannedComparison } from '../compare-draft.ts';
import { moreBlocks, noiseSentence } from '../outlook-words.ts';
import { PassStrip } from '../pass-strip.tsx';
import { compareDraft } from '../use-compare-draft.ts';
import { useOutlook } from '../use-outlook.ts';
import styles from './outlook.module.css';

export function Outlook({ comparison }: { readonly comparison: PlannedComparison }) {
  const outlook = useOutlook(comparison);
  if (outlook.state === 'waiting') return <p className={styles.basis}>Reckoning what this plan finds…</p>;
  if (outlook.state === 'failed') {
    return <p className={styles.basis}>What this plan finds is not known: {sentenceOf(outlook.error)}</p>;
  }
  return (
    <div className={styles.outlook} aria-busy={outlook.isOld}>
      <Finds outlook={outlook.value} />
      <Takes outlook={outlook.value} sides={comparison.plan.sides.length} />
      <Hint comparison={comparison} outlook={outlook.value} />
    </div>
  );
}

function Finds({ outlook: { detectable } }: { readonly outlook: PlanOutlook }) {
  return (
    <div>
      <p>
        Finds differences from <strong>{percent(detectable.mde)}</strong>
      </p>
      <p className={styles.basis}>{noiseSentence(detectable)}</p>
    </div>
  );
}

function Takes({ outlook, sides }: { readonly outlook: PlanOutlook; readonly sides: number }) {
  const { passes, order, documents, jobs, seconds } = outlook;
  return (
    <div className={styles.takes}>
      <p>
        {seconds === null ? (
          'How long it takes is told once the first document is done'
        ) : (
          <>
            About <strong>{duration(Math.max(1, seconds))}</strong>
          </>
        )}
      </p>
      <p className={styles.basis}>
        {plural(passes, 'pass', 'passes')} over {plural(documents, 'document')}: with warm-ups, {count(jobs)} are read.
      </p>
      <PassStrip order={order} sides={sides} at={null} />
    </div>
  );
}

function Hint({ comparison: { plan }, outlook }: { readonly comparison: PlannedComparison; readonly outlook: PlanOutlook }) {
  const hint = moreBlocks(plan, outlook.detectable);
  if (hint === null) return null;
  const { sentence, blocks } = hint;
  return (
    <Notice tone="plain">
      {sentence}{' '}
      {blocks === null ? null : (
        <Button className={styles.use ?? ''} onClick={() => compareDraft.set({ blocks: String(blocks) })}>
          Use {plural(blocks, 'block')}
        </Button>
      )}
    </Notice>
  );
}
