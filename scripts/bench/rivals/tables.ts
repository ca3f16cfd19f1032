/**
 * The two tables of `bench:rivals`: what each side takes, and each rival beside ours.
 */
import { table } from '../../../pipeline/cli/output.ts';
import type { Interval } from '../../../pipeline/contract/comparison.ts';
import type { Duel, SideFigures } from './figures.ts';
import type { StartCost } from './open-sides.ts';

export type SideStart = StartCost & { readonly side: string; readonly ours: boolean };

const shown = ({ estimate, low, high }: Interval, digits: number, factor = 1): string => {
  const [middle, from, to] = [estimate, low, high].map((value) => (value * factor).toFixed(digits));
  return `${middle} (${from} to ${to})`;
};

export function sidesTable(figures: readonly SideFigures[], starts: readonly SideStart[]): string {
  return table(
    [
      { title: 'who', align: 'left' },
      { title: 'CPU s' },
      { title: 'of it OCR' },
      { title: 'of it the start of a call' },
      { title: 'beside it, once a worker' },
      { title: 'CER %' },
    ],
    starts.flatMap((start) => {
      const figure = figures.find(({ side }) => side === start.side);
      if (figure === undefined) return [];
      return [
        [
          start.side,
          shown(figure.cpu_seconds, 3),
          start.ours ? shown(figure.ocr_cpu_seconds, 3) : '',
          start.ours ? '' : start.each_call_seconds.toFixed(3),
          start.ours ? start.once_seconds.toFixed(2) : '',
          shown(figure.cer, 1, 100),
        ],
      ];
    }),
  );
}

export function duelsTable(duels: readonly Duel[]): string {
  return table(
    [
      { title: 'rival', align: 'left' },
      { title: 'beside', align: 'left' },
      { title: 'a call, over our pipeline' },
      { title: 'over our OCR' },
      { title: 'without its start, over our pipeline' },
      { title: 'over our OCR' },
      { title: 'CER points that ours is better' },
    ],
    duels.map((duel) =>
      duel.ours === null
        ? [duel.rival, 'none of ours reads as well', '', '', '', '', '']
        : [
            duel.rival,
            duel.ours,
            shown(duel.ratio, 2),
            shown(duel.ocr_ratio, 2),
            shown(duel.warm_ratio, 2),
            shown(duel.warm_ocr_ratio, 2),
            shown(duel.cer_gain, 1, 100),
          ],
    ),
  );
}
