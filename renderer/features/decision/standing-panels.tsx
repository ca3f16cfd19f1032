/** What remains uncertain, and what the decision was held against. */
import { CircleCheck, ClipboardCopy, TriangleAlert } from 'lucide-react';
import type { CriteriaStanding, Decision } from '../../../pipeline/analysis/decision/decision.ts';
import type { CapacityFacts } from '../../../pipeline/contract/capacity.ts';
import { limitText } from '../../charts/bands-option.ts';
import { Button } from '../../ui/button.tsx';
import { CopyTable } from '../../ui/copy-table.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { Facts } from '../../ui/facts.tsx';
import { count, percent } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { Table } from '../../ui/table.tsx';
import { useToast } from '../../ui/toasts.tsx';
import styles from './decision-screen.module.css';
import { copiedRiskColumns, riskColumns } from './decision-tables.tsx';
import { inputFacts, referenceSentence, riskRows } from './decision-words.ts';

interface RisksPanelProps {
  readonly risks: Decision['risks'];
  readonly drift: CapacityFacts['drift'];
}

export function RisksPanel({ risks, drift }: RisksPanelProps) {
  const rows = riskRows(risks, drift.checks);
  return (
    <Panel
      title="Residual risks"
      hint={referenceSentence(drift.reference)}
      actions={<CopyTable name="the residual risks" columns={copiedRiskColumns} rows={rows} />}
    >
      <Table compact name="Residual risks" columns={riskColumns} rows={rows} keyOf={({ title }) => title} />
    </Panel>
  );
}

export function CriteriaPanel({ standing }: { readonly standing: CriteriaStanding }) {
  const { hash, criteria, fixed, sentence } = standing;
  const toast = useToast();
  const Sign = fixed === 'before' ? CircleCheck : TriangleAlert;
  const { published, derived } = criteria;
  return (
    <Panel title="Criteria" hint="What the decision is held against.">
      <p className={styles.fixed}>
        <Sign size={16} aria-hidden className={fixed === 'before' ? styles.holds : styles.open} /> {sentence}
      </p>
      <Facts
        facts={[
          ...inputFacts(criteria.inputs),
          {
            name: 'Published bands',
            value: `${[published.go, published.reduce_volume, published.optimise].map(limitText).join(', ')} CPU s`,
          },
          {
            name: 'Derived bands',
            value: `${[derived.go, derived.reduce_volume, derived.optimise].map(count).join(', ')} documents a day`,
          },
          { name: 'Failures', value: `at most ${percent(criteria.error_rate_limit, 0)}` },
          { name: 'Intervals', value: percent(criteria.confidence, 0) },
          { name: 'Verdict by', value: `the ${criteria.policy} policy` },
          {
            name: 'SHA-256',
            value: (
              <span className={styles.hash}>
                <code>{hash}</code>
                <Button
                  look="quiet"
                  aria-label="Copy the hash"
                  onClick={() => toast({ text: copyText(hash) ? 'The hash was copied.' : 'The clipboard cannot be written.' })}
                >
                  <ClipboardCopy size={14} aria-hidden />
                </Button>
              </span>
            ),
          },
        ]}
      />
    </Panel>
  );
}
