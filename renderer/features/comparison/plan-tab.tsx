/** How the comparison was planned, what it can find, and how its verdict is made. */
import { planPasses } from '../../../pipeline/analysis/comparison/plan.ts';
import type { Comparison, Control, Detectable } from '../../../pipeline/contract/comparison.ts';
import { presetNamed } from '../../../pipeline/contract/presets.ts';
import { defaultSettings } from '../../../pipeline/contract/settings.ts';
import { Badge } from '../../ui/badge.tsx';
import { CopyTable } from '../../ui/copy-table.tsx';
import { Facts } from '../../ui/facts.tsx';
import { count, percent, plural } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { Table } from '../../ui/table.tsx';
import type { Column } from '../../ui/table-columns.ts';
import { StageName } from '../run-detail/stage-name.tsx';
import { bandText, metricNames, ratioNumber, ratioText } from './effect-words.ts';
import { IntervalCell } from './interval-cell.tsx';
import styles from './plan-tab.module.css';

interface ControlRow extends Control {
  readonly side: string;
}

const floorFrom: Readonly<Record<Control['floor_from'], string>> = {
  measured: 'measured on this machine',
  default: 'assumed',
};

const columns: readonly Column<ControlRow>[] = [
  { key: 'stage', title: 'Stage', value: ({ stage }) => stage, show: ({ stage }) => <StageName stage={stage} /> },
  { key: 'side', title: 'Side', value: ({ side }) => side },
  { key: 'metric', title: 'Metric', value: ({ metric }) => metricNames[metric] },
  {
    key: 'ratio',
    title: 'Ratio to a',
    numeric: true,
    value: ({ effect }) => effect.ratio?.estimate ?? null,
    text: ({ effect }) => ratioText(effect.ratio),
    show: ({ effect }) => <IntervalCell interval={effect.ratio} text={ratioNumber} />,
  },
  {
    key: 'floor',
    title: 'Noise floor',
    hint: 'Movements within it are this machine’s own',
    numeric: true,
    value: ({ noise_floor }) => noise_floor,
    text: ({ noise_floor }) => `±${percent(noise_floor)}`,
  },
  { key: 'from', title: 'Floor is', value: ({ floor_from }) => floorFrom[floor_from] },
  {
    key: 'moved',
    title: 'Moved',
    value: ({ moved }) => (moved ? 'moved' : 'held'),
    show: ({ moved }) => <Badge tone={moved ? 'warn' : 'good'}>{moved ? 'moved' : 'held'}</Badge>,
  },
];

const noiseFrom: Readonly<Record<Detectable['noise_from'], string>> = {
  this_comparison: 'as the pass pairs of this comparison scatter',
  this_machine: 'as comparisons of a setting with itself showed on this machine',
  assumed: 'assumed, since nothing of this machine is known yet',
};

interface PlanTabProps {
  readonly comparison: Comparison;
  /** Run as a comparison, and not made of runs that were there. */
  readonly planned: boolean;
}

export function PlanTab({ comparison, planned }: PlanTabProps) {
  const { seed, blocks, metric, materiality, preset, detectable, sides, contrasts, complete } = comparison;
  const controls = contrasts.flatMap(({ side, controls: own }) => own.map((control) => ({ side, ...control })));
  const band = bandText(materiality);
  return (
    <div className={styles.panels}>
      <div className={styles.pair}>
        <Panel
          title="Plan"
          hint={planned ? 'Fixed before the first document.' : 'Runs set side by side: nobody planned them as a comparison.'}
        >
          <Facts
            facts={[
              { name: 'Preset', value: preset === null ? 'none' : (presetNamed(preset)?.title ?? preset) },
              { name: 'Metric', value: metric === 'cpu' ? 'CPU seconds per document' : 'wall seconds per document' },
              { name: 'Does not matter', value: `changes within ${band}` },
              {
                name: 'Blocks',
                value: planned ? `${count(blocks)}, every side there and back in each` : 'none: the runs were made apart',
              },
              ...(planned ? [{ name: 'Order of passes', value: passOrder(comparison) }] : []),
              { name: 'Passes', value: sides.map(({ name, passes }) => `${name} ${count(passes)}`).join(', ') },
              { name: 'Done', value: complete ? 'all of it' : 'not all of it' },
              { name: 'Seed', value: <code>{seed}</code> },
            ]}
          />
        </Panel>
        <Panel title="What it can find" hint="The smallest change that is found in four of five tries.">
          {detectable === null ? (
            <p>Nobody can say: too little was measured.</p>
          ) : (
            <Facts
              facts={[
                { name: 'Change', value: `${percent(detectable.mde)} or more` },
                { name: 'Noise of a pass pair', value: `${percent(detectable.pair_noise)}, ${noiseFrom[detectable.noise_from]}` },
                { name: 'From', value: plural(detectable.pairs, 'pass pair') },
              ]}
            />
          )}
        </Panel>
      </div>
      {controls.length === 0 ? null : (
        <Panel
          title="Controls"
          hint="Stages that the change cannot move. If one moves beyond the noise floor, the machine moved, and nothing is proven."
          actions={<CopyTable name="controls" columns={columns} rows={controls} />}
        >
          <Table
            name="Controls"
            columns={columns}
            rows={controls}
            keyOf={({ side, stage, metric: of }) => `${side} ${stage} ${of}`}
          />
        </Panel>
      )}
      <Panel title="How to read this">
        <ol className={styles.sentences}>
          <li>
            Every side read the same documents in passes that alternate, there and back, so that a machine that grows slower or
            faster meets all sides alike.
          </li>
          <li>
            A pass pair gives one ratio: each document against itself on side a, averaged over the documents; the interval comes
            from how the pairs scatter, not from the number of documents.
          </li>
          <li>
            Faster or slower is said when the whole interval lies on one side of 1 and the change is more than the {band} that do
            not matter; equivalent, when the whole interval lies within that band; everything else is can’t tell.
          </li>
          <li>
            The more stages one looks at, the more seem to move by chance: their p values are corrected after Holm before a stage
            is called faster or slower.
          </li>
          <li>
            A stage that the change cannot move is a control: if it moves, the result is unproven; a side that reads worse, fails
            more or leaves out OCR is inadmissible, however fast it is.
          </li>
        </ol>
      </Panel>
    </div>
  );
}

/** In blocks: `a b b a · b a a b`. */
function passOrder({ seed, blocks, sides }: Comparison): string {
  // The order is drawn from the seed and the names alone.
  const planned = planPasses({ seed, blocks, sides: sides.map(({ name }) => ({ name, settings: defaultSettings })) });
  return Array.from({ length: blocks }, (_, block) =>
    planned
      .filter((pass) => pass.block === block)
      .map(({ side }) => side)
      .join(' '),
  ).join(' · ');
}
