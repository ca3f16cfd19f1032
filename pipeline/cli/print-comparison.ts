/**
 * A comparison in the terminal: the verdict first, then the sides, then stage by stage with intervals.
 */
import type { Comparison, Contrast, Effect, EffectVerdict, Interval, SideResult } from '../contract/comparison.ts';
import { stageNames } from '../contract/stages.ts';
import { alarm, caution, faint, heading, oneLine, percent, print, ratio, seconds, table } from './output.ts';

const left = { align: 'left' } as const;
const words: Readonly<Record<EffectVerdict, string>> = {
  faster: 'less',
  slower: 'more',
  equivalent: 'equivalent',
  cannot_tell: "can't tell",
};
/** So many of the documents that moved most are named. */
const MOVED_SHOWN = 5;

export function printComparison(comparison: Comparison): void {
  for (const contrast of comparison.contrasts) printVerdict(contrast);
  if (comparison.contrasts.length === 0) print(heading(comparison.sentence));
  printSides(comparison.sides);
  for (const contrast of comparison.contrasts) printStages(contrast);
  if (comparison.sides.length > 2) printMatrix(comparison);
  printMoved(comparison);
  for (const { message, code } of comparison.warnings) print(`${caution('warning')} ${message} ${faint(`[${code}]`)}`);
}

function printVerdict({ sentence, verdict, band, controls }: Contrast): void {
  print(heading(verdict === 'inadmissible' || verdict === 'unproven' ? alarm(sentence) : sentence));
  if (band !== null) print(band.sentence);
  for (const { stage, metric, effect, noise_floor } of controls.filter(({ moved }) => moved)) {
    const measured = effect.ratio === null ? '' : ` ${change(effect.ratio)}`;
    print(
      caution(
        `  ${stage} cannot be moved by this change, but its ${metric} did:${measured} (noise floor ${percent(noise_floor)})`,
      ),
    );
  }
}

function printSides(sides: readonly SideResult[]): void {
  print(heading('Sides, mean of a warm document'));
  print(
    table(
      [
        { title: '', ...left },
        { title: 'settings', ...left },
        { title: 'CPU s' },
        { title: 'wall s' },
        { title: 'cores busy' },
        { title: 'documents per CPU-hour' },
        { title: 'cold CPU s' },
        { title: 'CER' },
        { title: 'field F1' },
      ],
      sides.map((side) => [
        side.name,
        side.label || 'the same',
        spread(side.cpu_seconds, seconds),
        spread(side.wall_seconds, seconds),
        ratio(side.cores_busy?.estimate ?? null),
        spread(side.documents_per_cpu_hour, (value) => value?.toFixed(0) ?? '–'),
        seconds(side.cold.cpu_seconds),
        percent(side.accuracy?.cer ?? null),
        ratio(side.accuracy?.field_f1 ?? null),
      ]),
    ),
  );
  for (const side of sides) {
    if (isWorthTelling(side))
      print(
        `  ${side.name}: of its CPU ${spread(side.idle_spin_cpu_seconds, seconds)} s were burnt by threads that went on after their answer`,
      );
    for (const { sentence } of side.invariants.filter(({ holds }) => holds === false))
      print(alarm(`  ${side.name}: ${sentence}`));
  }
}

function printStages({ side, stages, cpu, wall }: Contrast): void {
  print(heading(`Stages, ${side} against a: change, with its 95 % interval`));
  const row = (name: string, { cpu: ofCpu, wall: ofWall }: { cpu: Effect; wall: Effect }, note = '') => [
    `${name}${note}`,
    changeOf(ofCpu),
    words[ofCpu.verdict],
    changeOf(ofWall),
    words[ofWall.verdict],
  ];
  print(
    table(
      [{ title: 'stage', ...left }, { title: 'CPU' }, { title: '', ...left }, { title: 'wall' }, { title: '', ...left }],
      [
        ...stageNames.flatMap((name) => {
          const stage = stages[name];
          return stage === undefined ? [] : [row(name, stage, stage.is_control ? ' (control)' : '')];
        }),
        row('total of the stages', { cpu, wall }),
      ],
    ),
  );
}

function printMatrix({ matrix, sides, metric }: Comparison): void {
  print(heading(`Every side against every other, ${metric}: row over column`));
  print(
    table(
      [{ title: '', ...left }, ...sides.map(({ name }) => ({ title: name }))],
      sides.map(({ name, label }, index) => [
        `${name} ${label}`,
        ...(matrix[index] ?? []).map((effect) => (effect === null ? '' : changeOf(effect))),
      ]),
    ),
  );
}

function printMoved({ documents, contrasts }: Comparison): void {
  if (contrasts.length !== 1) return;
  const moved = documents
    .flatMap(({ file, sides: [a, b] }) =>
      a?.cpu_seconds && b?.cpu_seconds ? [{ file, a, b, change: b.cpu_seconds / a.cpu_seconds }] : [],
    )
    .sort((one, other) => Math.abs(Math.log(other.change)) - Math.abs(Math.log(one.change)))
    .slice(0, MOVED_SHOWN);
  if (moved.length === 0) return;
  print(heading('Documents that moved most'));
  print(
    table(
      [
        { title: 'document', ...left },
        { title: 'a CPU s' },
        { title: 'b CPU s' },
        { title: 'change' },
        { title: 'a CER' },
        { title: 'b CER' },
      ],
      moved.map(({ file, a, b, change: times }) => [
        oneLine(file),
        seconds(a.cpu_seconds),
        seconds(b.cpu_seconds),
        signed(times - 1),
        percent(a.cer),
        percent(b.cer),
      ]),
    ),
  );
}

/** A hundredth of its CPU. */
const isWorthTelling = ({ idle_spin_cpu_seconds: spin, cpu_seconds: all }: SideResult): boolean =>
  spin !== null && all !== null && spin.estimate >= all.estimate / 100;

const changeOf = ({ ratio: interval }: Effect): string => (interval === null ? '–' : change(interval));
const change = ({ estimate, low, high }: Interval): string =>
  `${signed(estimate - 1)} (${signed(low - 1)} to ${signed(high - 1)})`;
const signed = (share: number): string => `${share > 0 ? '+' : share < 0 ? '−' : ''}${(Math.abs(share) * 100).toFixed(1)} %`;

function spread(interval: Interval | null, form: (value: number | null) => string): string {
  if (interval === null) return '–';
  const { estimate, low, high } = interval;
  return low === high ? form(estimate) : `${form(estimate)} (${form(low)}–${form(high)})`;
}
