/** Each side by itself: what it was set to, what its documents cost, how well they were read, and what it may not break. */
import type { Comparison, SideInvariant, SideResult } from '../../../pipeline/contract/comparison.ts';
import { Badge } from '../../ui/badge.tsx';
import { count, ledgerSeconds, percent, ratio, spaced } from '../../ui/format.ts';
import { differingSettings, fieldsOf, invariantsOf, settingText, versionsOf, versionText } from './side-rows.ts';
import { intervalCell, type SideRow, SideTable, sidesDiffer } from './side-table.tsx';
import styles from './sides-tab.module.css';

const perHour = (value: number): string => count(Math.round(value));
const secondsOrDash = (value: number | null): string => (value === null ? '–' : ledgerSeconds(value));

const costRows: readonly SideRow[] = [
  {
    name: 'CPU s per document',
    hint: 'Sum over the stages, mean of warm documents',
    cell: ({ cpu_seconds }) => intervalCell(cpu_seconds, ledgerSeconds),
  },
  {
    name: 'Wall s per document',
    hint: 'Sum over the stages, mean of warm documents',
    cell: ({ wall_seconds }) => intervalCell(wall_seconds, ledgerSeconds),
  },
  { name: 'Cores busy', hint: 'CPU seconds over wall seconds', cell: ({ cores_busy }) => intervalCell(cores_busy, ratio) },
  {
    name: 'Documents per CPU-hour',
    hint: '3,600 over the CPU seconds of a document',
    cell: ({ documents_per_cpu_hour }) => intervalCell(documents_per_cpu_hour, perHour),
  },
  {
    name: 'Idle spin, CPU s',
    hint: 'What threads burnt after their answer until they slept; it is inside ocr',
    cell: ({ idle_spin_cpu_seconds }) => intervalCell(idle_spin_cpu_seconds, ledgerSeconds),
  },
];

const plain = (name: string, hint: string, text: (side: SideResult) => string): SideRow => ({
  name,
  hint,
  cell: (side) => ({ text: text(side) }),
});

const measuredRows: readonly SideRow[] = [
  plain('Passes', 'Trips through all documents', ({ passes }) => count(passes)),
  plain('Documents', 'That every side read, warm', ({ documents }) => count(documents)),
  plain('Warm jobs', 'What the figures are made of', ({ jobs }) => count(jobs.warm)),
  plain('Cold jobs', 'The first document of each worker process, apart', ({ jobs }) => count(jobs.cold)),
  plain('Failed jobs', 'Documents that ended with an error', ({ jobs }) => count(jobs.failed)),
  plain('Unfinished jobs', 'Planned, and not done', ({ jobs }) => count(jobs.unfinished)),
  plain('Cold, CPU s per document', 'Mean; the model load is in it', ({ cold }) => secondsOrDash(cold.cpu_seconds)),
  plain('Cold, wall s per document', 'Mean; the model load is in it', ({ cold }) => secondsOrDash(cold.wall_seconds)),
];

const accuracyRows: readonly SideRow[] = [
  plain('Documents with truth', 'Of warm and cold jobs', ({ accuracy }) => count(accuracy?.documents)),
  plain('CER', 'Character error rate, all edits over all characters', ({ accuracy }) => percent(accuracy?.cer, 2)),
  plain('CER without spaces', 'As CER, spaces left out on both', ({ accuracy }) => percent(accuracy?.cer_without_spaces, 2)),
  plain('WER', 'Words with an error', ({ accuracy }) => percent(accuracy?.wer)),
  plain('Left out', 'Characters in rows that were not found at all', ({ accuracy }) => percent(accuracy?.omitted)),
  plain('Field F1', 'Of precision and recall', ({ accuracy }) => ratio(accuracy?.field_f1)),
  plain('Field precision', 'Found values that are right', ({ accuracy }) => ratio(accuracy?.field_precision)),
  plain('Field recall', 'True values that were found', ({ accuracy }) => ratio(accuracy?.field_recall)),
];

export function SidesTab({ comparison: { sides } }: { readonly comparison: Comparison }) {
  const settings = differingSettings(sides).map((key) => plain(key, '', (side) => settingText(side, key)));
  const fields = fieldsOf(sides).map((field) =>
    plain(spaced(field), 'Right, of the documents whose truth names it', ({ accuracy }) => {
      const counts = accuracy?.fields[field];
      return counts === undefined ? '–' : `${counts.right} of ${counts.of}`;
    }),
  );
  const versions = versionsOf(sides).map(({ key, differs }) => ({
    ...plain(key, '', (side) => versionText(side, key)),
    differs,
  }));
  const withTruth = sides.some(({ accuracy }) => accuracy !== null);
  return (
    <div className={styles.panels}>
      {settings.length === 0 ? null : (
        <SideTable
          title="Settings that differ"
          head="Setting"
          hint="All others are the same on every side."
          sides={sides}
          rows={settings}
        />
      )}
      <div className={sides.length > 2 ? styles.panels : styles.pair}>
        <SideTable
          title="Cost of a warm document"
          head="Figure"
          hint="Mean with its 95 % interval over passes."
          sides={sides}
          rows={costRows}
          numeric
        />
        <SideTable
          title="What was measured"
          head="Count"
          hint="Cold documents load the model: they stand apart and are in no other figure."
          sides={sides}
          rows={measuredRows}
          numeric
        />
      </div>
      <SideTable
        title="Invariants"
        head="Invariant"
        hint="What no side may break, however fast it is."
        sides={sides}
        rows={invariantsOf(sides).map(invariantRow)}
      />
      {withTruth ? (
        <div className={sides.length > 2 ? styles.panels : styles.pair}>
          <SideTable
            title="Accuracy"
            head="Figure"
            hint="Corpus rates, not means of documents."
            sides={sides}
            rows={accuracyRows}
            numeric
          />
          {fields.length === 0 ? null : (
            <SideTable title="Fields" head="Field" hint="How often each was right." sides={sides} rows={fields} numeric />
          )}
        </div>
      ) : null}
      {versions.length === 0 ? null : (
        <SideTable
          title="Engines and models"
          head="Part"
          hint={
            sidesDiffer(sides, ({ versions: own }) => JSON.stringify(own))
              ? 'Marked rows differ between the sides.'
              : 'The same versions on every side.'
          }
          sides={sides}
          rows={versions}
        />
      )}
    </div>
  );
}

const marks = {
  true: { tone: 'good', word: 'holds' },
  false: { tone: 'bad', word: 'broken' },
  null: { tone: 'plain', word: 'not judged' },
} as const;

const invariantNames: Readonly<Record<SideInvariant['name'], string>> = {
  ocr_on_every_job: 'OCR on every document',
  required_fields: 'Required fields',
  text: 'Text (CER)',
  error_rate: 'Error rate',
  no_gpu: 'No graphics card',
};

const invariantRow = (name: SideInvariant['name']): SideRow => ({
  name: invariantNames[name],
  cell: ({ invariants }) => {
    const own = invariants.find((invariant) => invariant.name === name);
    if (own === undefined) return { text: '–' };
    const { tone, word } = marks[`${own.holds}`];
    return {
      text: `${word}: ${own.sentence}`,
      show: (
        <span className={styles.invariant}>
          <Badge tone={tone}>{word}</Badge>
          <span>{own.sentence}</span>
        </span>
      ),
    };
  },
});
