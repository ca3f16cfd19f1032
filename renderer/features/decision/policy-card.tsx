/** One policy's verdict: the word, whether it is firm and what would make it so, and its bands with the estimate on them. */
import { CircleCheck, CircleHelp, CircleX, Wrench } from 'lucide-react';
import type { DecisionVerdict, PolicyDecision } from '../../../pipeline/analysis/decision/decision.ts';
import { BandsChart } from '../../charts/bands-chart.tsx';
import { Badge } from '../../ui/badge.tsx';
import { CopyTable } from '../../ui/copy-table.tsx';
import { count } from '../../ui/format.ts';
import { Table } from '../../ui/table.tsx';
import styles from './decision-screen.module.css';
import { bandColumns } from './decision-tables.tsx';
import { firmText, headlineParts, policyHints, policyTitles, verdictTone } from './decision-words.ts';

const signs: Readonly<Record<DecisionVerdict, typeof CircleCheck>> = {
  GO: CircleCheck,
  ADJUST: Wrench,
  'NO-GO': CircleX,
  'CANNOT-TELL': CircleHelp,
};

interface PolicyCardProps {
  readonly decision: PolicyDecision;
  /** The verdict that reasons, actions and the exit code follow. */
  readonly isFollowed: boolean;
}

export function PolicyCard({ decision, isFollowed }: PolicyCardProps) {
  const { policy, verdict, bands, band, cpu_per_doc: cpu, firm, max_docs_per_day_as_printed: printed } = decision;
  const { word, rest } = headlineParts(decision);
  const tone = verdictTone(verdict);
  const firmness = firmText(decision);
  const Sign = signs[verdict];
  const title = policyTitles[policy];
  return (
    <section className={`${styles.card} ${styles[tone]}`} aria-label={`${title} policy`} data-followed={isFollowed}>
      <div className={styles.text}>
        <header className={styles.cardHead}>
          <h2>{title} policy</h2>
          <span className={styles.faint}>{policyHints[policy]}</span>
        </header>
        <div className={styles.verdict} role="status">
          <Sign size={34} aria-hidden className={`${styles.sign} ${styles[tone]}`} />
          <div>
            <p className={`${styles.word} ${styles[tone]}`}>
              {word} {firmness === null ? null : <Badge tone={firm ? 'plain' : 'warn'}>{firmness}</Badge>}
            </p>
            <p className={styles.rest}>
              {rest === '' ? (firm ? 'The whole interval lies in the band.' : 'See the reasons below.') : `${rest}.`}
            </p>
          </div>
        </div>
        <BandsChart title={`${title} bands and the estimate`} bands={bands} cpu={cpu} />
        <div className={styles.bands}>
          <Table
            compact
            name={`Bands of the ${policy} policy`}
            columns={bandColumns}
            rows={bands}
            keyOf={(row) => row.band}
            isMarked={(row) => row.band === band}
          />
          <div className={styles.below}>
            <span className={styles.faint}>
              {printed === null ? '' : `As printed in § 4.3, which divides by 30 twice: ${count(printed)} documents a day.`}
            </span>
            <CopyTable name={`the ${policy} bands`} columns={bandColumns} rows={bands} />
          </div>
        </div>
      </div>
    </section>
  );
}
