/** What a verdict rests on: reasons, what to do about it, what would change it, what may not be broken. */
import type { Decision, PolicyDecision } from '../../../pipeline/analysis/decision/decision.ts';
import { CodeText } from '../../ui/code-text.tsx';
import { CopyTable } from '../../ui/copy-table.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Table } from '../../ui/table.tsx';
import styles from './decision-screen.module.css';
import { flipColumns } from './decision-tables.tsx';
import { policyTitles } from './decision-words.ts';

export function ReasonsPanel({ decision: { reasons, policy } }: { readonly decision: PolicyDecision }) {
  return (
    <Panel title="Reasons" hint={`By the ${policy} policy, the weightiest first.`}>
      <Sentences sentences={reasons} />
    </Panel>
  );
}

export function ActionsPanel({ decision: { actions, policy, verdict } }: { readonly decision: PolicyDecision }) {
  if (actions.length === 0) return null;
  return (
    <Panel
      title="What to do"
      hint={`${verdict} by the ${policy} policy. Measured options first, the largest saving on top; then what was not measured.`}
    >
      <Sentences sentences={actions} />
    </Panel>
  );
}

function Sentences({ sentences }: { readonly sentences: readonly string[] }) {
  return (
    <ol className={styles.sentences}>
      {sentences.map((sentence) => (
        <li key={sentence}>
          <CodeText sentence={sentence} />
        </li>
      ))}
    </ol>
  );
}

export function FlipsPanel({ decision: { flips, bands, policy } }: { readonly decision: PolicyDecision }) {
  if (flips.length === 0) return null;
  const rows = flips.map((flip) => ({ ...flip, label: bands.find(({ band }) => band === flip.to)?.label ?? flip.to }));
  return (
    <Panel
      title="What would change the verdict"
      hint={`${policyTitles[policy]} policy: one input becomes this, the others stay.`}
      actions={<CopyTable name="what would change the verdict" columns={flipColumns} rows={rows} />}
    >
      <Table
        compact
        name="What would change the verdict"
        columns={flipColumns}
        rows={rows}
        keyOf={({ input, to }) => `${input} ${to}`}
      />
    </Panel>
  );
}

const marks = {
  true: { sign: '✓', tone: styles.holds, word: 'holds' },
  false: { sign: '✗', tone: styles.broken, word: 'broken' },
  null: { sign: '?', tone: styles.open, word: 'not judged' },
};

export function InvariantsPanel({ invariants }: Pick<Decision, 'invariants'>) {
  return (
    <Panel title="Invariants" hint="What must stay true however little a document costs. A broken one forbids GO.">
      <ul className={styles.marks}>
        {invariants.map(({ name, holds, sentence }) => {
          const { sign, tone, word } = marks[`${holds}`];
          return (
            <li key={name}>
              <span className={`${styles.mark} ${tone}`} role="img" aria-label={word}>
                {sign}
              </span>
              <span>
                {sentence}
                {holds === null ? <span className={styles.faint}> ({word})</span> : null}
              </span>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
