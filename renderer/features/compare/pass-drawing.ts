/** The order of a comparison's passes as one drawing, for a file: all of it, a block after the other. */
import type { SideName } from '../../../pipeline/contract/comparison.ts';
import { type Drawing, escaped } from '../../charts/chart-picture.ts';
import { light } from '../../ui/palette.ts';

const CELL = 24;
const GAP = 2;
const BLOCK_GAP = 14;
const WIDTH = 720;
const LINE = 34;

export function passDrawing(order: readonly SideName[], sides: number): Drawing {
  const perBlock = 2 * sides;
  const block = perBlock * (CELL + GAP) + BLOCK_GAP;
  const perLine = Math.max(1, Math.floor(WIDTH / block));
  const cells = order.map((side, at) => {
    const number = Math.floor(at / perBlock);
    const x = (number % perLine) * block + (at % perBlock) * (CELL + GAP);
    const y = Math.floor(number / perLine) * LINE;
    // Told apart by the letter; the tint helps the eye.
    const fill = side === 'a' ? light.surface : light.raised;
    return `<rect x="${x + 0.5}" y="${y + 0.5}" width="${CELL - 1}" height="${CELL - 1}" rx="4" fill="${fill}" stroke="${light.border}"/><text x="${x + CELL / 2}" y="${y + 16}" font-size="13" text-anchor="middle" fill="${light.text}">${escaped(side)}</text>`;
  });
  const blocks = Math.ceil(order.length / perBlock);
  return {
    width: Math.max(block, Math.min(WIDTH, blocks * block)),
    height: Math.ceil(blocks / perLine) * LINE,
    svg: cells.join(''),
  };
}
