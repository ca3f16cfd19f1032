/**
 * What came out, first and in large print: a sentence for each side against side `a`, with what would settle an open one, and
 * directly below it whatever takes from its weight: broken invariants, controls that moved, warnings, missing passes.
 */
import { ArrowDown, ArrowUp, Ban, CircleHelp, Equal, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { verbOf } from '../../../pipeline/analysis/comparison/words.ts';
import type { Comparison, Contrast, Verdict } from '../../../pipeline/contract/comparison.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { percent, plural } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { changeWithInterval, leadOf, settledBy, verdictTones, verdictWords } from './effect-words.ts';
import { SideKeys } from './side-keys.tsx';
import styles from './verdict-panel.module.css';

const signs: Readonly<Record<Verdict, typeof ArrowDown>> = {
  faster: ArrowDown,
  slower: ArrowUp,
  equivalent: Equal,
  cannot_tell: CircleHelp,
  unproven: TriangleAlert,
  inadmissible: Ban,
};

interface VerdictPanelProps {
  readonly comparison: Comparison;
  /** Null where nothing can be resumed: it is complete, goes on, or is made of stored runs. */
  readonly onResume: (() => void) | null;
}

export function VerdictPanel({ comparison, onResume }: VerdictPanelProps) {
  const { contrasts, complete, verdict, sentence } = comparison;
  const single = contrasts.length < 2 || !complete;
  return (
    <section className={styles.panel} aria-label="Verdict">
      {single ? (
        <Sentence
          verdict={verdict}
          sentence={sentence}
          contrast={complete ? (contrasts[0] ?? null) : null}
          comparison={comparison}
        />
      ) : (
        contrasts.map((contrast) => (
          <Sentence
            key={contrast.side}
            verdict={contrast.verdict}
            sentence={contrast.sentence}
            contrast={contrast}
            comparison={comparison}
            several
          />
        ))
      )}
      <SideKeys sides={comparison.sides} />
      {complete ? null : (
        <Notice
          tone="warn"
          actions={
            onResume === null ? undefined : (
              <Button look="primary" onClick={onResume}>
                Resume
              </Button>
            )
          }
        >
          Passes are missing:{' '}
          {comparison.sides.map(({ name, passes }) => `side ${name} has ${plural(passes, 'pass', 'passes')}`).join(', ')}. The
          figures below are of what was measured so far; the verdict waits for the whole plan.
        </Notice>
      )}
      <Doubts comparison={comparison} />
    </section>
  );
}

interface SentenceProps {
  readonly verdict: Verdict;
  readonly sentence: string;
  readonly contrast: Contrast | null;
  readonly comparison: Comparison;
  readonly several?: boolean;
}

function Sentence({ verdict, sentence, contrast, comparison, several = false }: SentenceProps) {
  const Sign = signs[verdict];
  const { lead, rest } = leadOf(sentence);
  const settled = contrast === null ? null : settledBy(contrast[comparison.metric], comparison.blocks);
  const band = contrast?.band ?? null;
  return (
    <div className={styles.verdict} data-several={several}>
      <Sign size={several ? 20 : 26} aria-hidden className={`${styles.sign} ${styles[verdictTones[verdict]]}`} />
      <div className={styles.words}>
        <h2 className={styles.sentence}>{withWholeFigures(lead)}</h2>
        {rest === '' ? null : <p className={styles.rest}>{withWholeFigures(rest)}</p>}
        <p className={styles.notes}>
          {contrast === null ? null : (
            <>
              <Badge tone={verdictTones[verdict]}>{verdictWords[verdict]}</Badge>
              <span>side {contrast.side} against side a</span>
            </>
          )}
          {settled === null ? null : <strong>{settled}</strong>}
        </p>
        {band === null ? null : (
          <p className={styles.notes}>
            <Badge tone={band.position === 'within' && verdict === 'faster' ? 'good' : 'plain'}>
              {band.position === 'cannot_tell' ? 'band: can’t tell' : `${band.position} the band`}
            </Badge>
            <span>{band.sentence}</span>
          </p>
        )}
      </div>
    </div>
  );
}

/** A line never ends between a number and its per cent sign. */
const withWholeFigures = (text: string): ReactNode =>
  text.split(/([\d.,–±]+ %)/).map((part, at) =>
    at % 2 === 0 ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence have no names, and it does not change.
      <span key={at} className={styles.figure}>
        {part}
      </span>
    ),
  );

function Doubts({ comparison: { sides, contrasts, warnings } }: { readonly comparison: Comparison }) {
  const broken = sides.flatMap(({ name, invariants }) =>
    invariants
      .filter(({ holds }) => holds === false)
      .map(({ name: invariant, sentence }) => ({ key: `${name} ${invariant}`, name, sentence })),
  );
  const moved = contrasts.flatMap(({ side, controls }) =>
    controls
      .filter((control) => control.moved)
      .map(({ stage, metric, effect, noise_floor, floor_from }) => ({
        key: `${side} ${stage} ${metric}`,
        words: [
          `Side ${side}: ${stage} ${verbOf(metric)} ${effect.ratio === null ? 'another amount' : changeWithInterval(effect.ratio, metric)}, and the change cannot move it.`,
          `${floor_from === 'measured' ? 'This machine’s own movement stays within' : 'The noise assumed for this machine is'} ±${percent(noise_floor)}.`,
        ].join(' '),
      })),
  );
  return (
    <>
      {broken.length === 0 ? null : (
        <Notice tone="bad">
          <strong>{broken.length === 1 ? 'An invariant is broken' : `${broken.length} invariants are broken`}</strong>
          <ul className={styles.list}>
            {broken.map(({ key, name, sentence }) => (
              <li key={key}>
                Side {name}: {sentence}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {moved.length === 0 ? null : (
        <Notice tone="warn">
          <strong>{moved.length === 1 ? 'A control moved' : `${moved.length} controls moved`}</strong>
          <ul className={styles.list}>
            {moved.map(({ key, words }) => (
              <li key={key}>{words}</li>
            ))}
          </ul>
        </Notice>
      )}
      {warnings.length === 0 ? null : (
        <Notice tone="warn">
          <strong>{plural(warnings.length, 'warning')}</strong>
          <ul className={styles.list}>
            {warnings.map(({ code, message }) => (
              <li key={`${code} ${message}`}>{message}</li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}
