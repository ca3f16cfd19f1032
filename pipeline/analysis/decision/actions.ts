/** What to adjust, best first: fewer documents where that is what the band says, then the options that were measured, then the others. */
import type { AdjustOption, CapacityFacts } from '../../contract/capacity.ts';
import type { Capacity } from '../capacity/capacity.ts';
import { bandAt } from './bands.ts';
import type { BandLimits } from './decision.ts';
import { figure, whole } from './words.ts';

export function actionsOf(
  facts: CapacityFacts,
  capacity: Capacity,
  bands: readonly BandLimits[],
  band: BandLimits,
  broken: readonly { readonly sentence: string }[],
): string[] {
  const { estimate } = capacity.cpu_per_doc;
  const [go] = bands;
  const mend = broken.map(({ sentence }) => `Mend what breaks the invariant: ${sentence}.`);
  const reduce =
    band.band === 'reduce_volume' && go?.up_to != null
      ? [
          `Take at most ${whole((Number(go.volume.replace(/\D/g, '')) * go.up_to) / estimate)} documents a day, the row's own scale.`,
        ]
      : [];
  const measured = facts.options.filter(({ ratio, verdict }) => ratio !== null && verdict === 'faster');
  const unmeasured = facts.options.filter(({ ratio }) => ratio === null);
  return [
    ...mend,
    ...reduce,
    ...measured.map((option) => effectOf(option, estimate, bands)),
    ...unmeasured.map(({ title, command }) => `${title}: not measured; \`${command}\` would tell.`),
  ];
}

function effectOf(
  { title, ratio, sentence, same_settings }: AdjustOption,
  estimate: number,
  bands: readonly BandLimits[],
): string {
  const after = estimate * (ratio?.estimate ?? 1);
  const where = `a document would take ${figure(after)} CPU seconds, which is ${bandAt(bands, after).label}`;
  return `${title}: ${sentence} With it ${where}${same_settings ? '' : '; it was measured with other settings'}.`;
}
