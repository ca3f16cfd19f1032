/** What two sides read of one document, or a side and the truth: the texts as one, what differs as a list, and the CER of each side. */
import { X } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { ComparedDocument, Comparison, SideName } from '../../../pipeline/contract/comparison.ts';
import type { JobDetail } from '../../../pipeline/contract/reader-calls.ts';
import { addedStyle, DifferenceText, missingStyle } from '../../text/difference-text.tsx';
import { diffWords } from '../../text/text-diff.ts';
import { type WordChange, wordChanges, wordCounts } from '../../text/word-changes.ts';
import { useAsk } from '../../ui/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { CopyTable } from '../../ui/copy-table.tsx';
import field from '../../ui/field.module.css';
import { percent, plural } from '../../ui/format.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { hrefOf } from '../../ui/route.ts';
import { Table } from '../../ui/table.tsx';
import type { Column } from '../../ui/table-columns.ts';
import { Waiting } from '../../ui/waiting.tsx';
import styles from './document-texts.module.css';

/** What a side is held against. */
type Against = SideName | 'truth';

interface DocumentTextsProps {
  readonly comparison: Comparison;
  readonly document: ComparedDocument;
  readonly side: SideName;
  onClose(): void;
}

export function DocumentTexts({ comparison, document, side, onClose }: DocumentTextsProps) {
  const [wanted, setWanted] = useState<Against>('a');
  const [read, setRead] = useState<SideName>(side);
  // A side is not held against itself.
  const against = wanted === read ? 'truth' : wanted;
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    panel.current?.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
  }, []);
  const names = comparison.sides.map(({ name }) => name);
  const jobOf = (name: SideName): string | null => document.sides[names.indexOf(name)]?.job ?? null;
  const rates = names.map((name, at) => `${name} ${percent(document.sides[at]?.cer)}`).join(', ');
  const lacking = [read, ...(against === 'truth' ? [] : [against])].find((name) => jobOf(name) === null);
  const [job, other] = [jobOf(read), against === 'truth' ? jobOf(read) : jobOf(against)];
  return (
    <div ref={panel} className={styles.panel}>
      <Panel
        title="What was read"
        hint={
          <>
            <bdi>{document.file}</bdi>. CER by side: {rates}.
          </>
        }
        actions={
          <Button look="quiet" aria-label="Close the texts" onClick={onClose}>
            <X size={16} aria-hidden />
          </Button>
        }
      >
        <div className={field.bar}>
          <Select name="Text of" choices={names} chosen={read} onChoose={setRead} />
          <Select
            name="against"
            choices={[...names.filter((name) => name !== read), 'truth' as const]}
            chosen={against}
            onChoose={setWanted}
          />
        </div>
        {lacking !== undefined || job === null || other === null ? (
          <Notice tone="plain">
            Side {lacking ?? read} read this document in no job that succeeded; there is no text of it.
          </Notice>
        ) : (
          <TextPair key={`${job} ${other}`} job={job} other={other} read={read} against={against} />
        )}
      </Panel>
    </div>
  );
}

interface SelectProps<Key extends Against> {
  readonly name: string;
  readonly choices: readonly Key[];
  readonly chosen: Key;
  onChoose(key: NoInfer<Key>): void;
}

const spoken = (key: Against): string => (key === 'truth' ? 'the truth' : `side ${key}`);

function Select<Key extends Against>({ name, choices, chosen, onChoose }: SelectProps<Key>) {
  return (
    <label className={field.check}>
      {name}
      <select
        aria-label={name}
        className={`${field.input} ${field.select}`}
        value={chosen}
        onChange={(event) => onChoose(choices.find((choice) => choice === event.target.value) ?? chosen)}
      >
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {spoken(choice)}
          </option>
        ))}
      </select>
    </label>
  );
}

interface TextPairProps {
  readonly job: string;
  readonly other: string;
  readonly read: SideName;
  readonly against: Against;
}

function TextPair({ job, other, read, against }: TextPairProps) {
  const one = useAsk('jobs.read', { job });
  const two = useAsk('jobs.read', { job: other });
  if (one.state === 'failed') return <ErrorNotice error={one.error} actions={<Button onClick={one.refresh}>Try again</Button>} />;
  if (two.state === 'failed') return <ErrorNotice error={two.error} actions={<Button onClick={two.refresh}>Try again</Button>} />;
  if (one.state === 'waiting' || two.state === 'waiting') return <Waiting what="the texts" />;
  const held = against === 'truth' ? (one.value.document.truth?.text ?? null) : (two.value.result?.text ?? null);
  if (held === null) {
    return (
      <Notice tone="plain">
        {against === 'truth'
          ? 'Nobody wrote down what this document says: put name.txt beside it.'
          : `There is no text of side ${against}.`}
      </Notice>
    );
  }
  return <Differences detail={one.value} held={held} read={read} against={against} />;
}

interface DifferencesProps {
  readonly detail: JobDetail;
  readonly held: string;
  readonly read: SideName;
  readonly against: Against;
}

function Differences({ detail, held, read, against }: DifferencesProps) {
  const text = detail.result?.text ?? '';
  const parts = useMemo(() => diffWords(text, held), [text, held]);
  const changes = useMemo(() => wordChanges(parts), [parts]);
  const counts = useMemo(() => wordCounts(parts), [parts]);
  const columns: readonly Column<WordChange>[] = [
    { key: 'after', title: 'After', value: (change) => change.after, text: (change) => change.after || '(the start)' },
    {
      key: 'missing',
      title: `In ${spoken(against)}`,
      value: (change) => change.missing,
      text: (change) => change.missing || '(nothing)',
    },
    { key: 'added', title: `In side ${read}`, value: (change) => change.added, text: (change) => change.added || '(nothing)' },
  ];
  return (
    <>
      <p className={styles.summary} role="status">
        {changes.length === 0
          ? `Side ${read} and ${spoken(against)} have the same words, ${plural(counts.same, 'word')}.`
          : `${plural(changes.length, 'place')} differ${changes.length === 1 ? 's' : ''}: ${plural(counts.missing, 'word')} only in ${spoken(against)}, ${plural(counts.added, 'word')} only in side ${read}, ${plural(counts.same, 'word')} in both.`}{' '}
        <LinkButton href={hrefOf({ screen: 'document', run: detail.job.run_id, job: detail.job.id })}>
          Open the document
        </LinkButton>
      </p>
      <p className={styles.legend}>
        <del className={missingStyle}>crossed out</del> only in {spoken(against)}, <ins className={addedStyle}>underlined</ins>{' '}
        only in side {read}
      </p>
      <div className={styles.beside}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must be able to scroll it */}
        <section className={styles.text} tabIndex={0} aria-label="Text with its differences">
          <pre>
            <DifferenceText parts={parts} />
          </pre>
        </section>
        {changes.length === 0 ? null : (
          <div className={styles.changes}>
            <CopyTable name="differences" columns={columns} rows={changes} />
            <Table
              compact
              name="Words that differ"
              columns={columns}
              rows={changes}
              keyOf={(change) => String(changes.indexOf(change))}
            />
          </div>
        )}
      </div>
    </>
  );
}
