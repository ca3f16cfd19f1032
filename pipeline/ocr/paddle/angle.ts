/**
 * Whether a page lies upside down, asked of the angle network for a few of its lines: all lines of a page lie alike, and
 * asking for each of them would cost as much as it can save.
 */
import type { GreyImage } from '../../contract/stage-context.ts';
import { cropLine, toNetworkInput } from './crop.ts';
import type { RotatedBox } from './rotated-box.ts';
import type { Network } from './runtime.ts';

const HEIGHT = 48;
const WIDTH = 192;
/** The longest of the page: they tell best. An odd number, so that the sum of the answers seldom is a draw. */
const LINES_ASKED = 7;
/** Longer lines are cut, not squeezed: letters must keep their shape. */
const LONGEST_SHAPE = WIDTH / HEIGHT;

export async function isUpsideDown(network: Network, page: GreyImage, boxes: readonly RotatedBox[]): Promise<boolean> {
  const longest = boxes.toSorted((a, b) => b.width - a.width).slice(0, LINES_ASKED);
  let upright = 0;
  for (const box of longest) {
    const part = { ...box, width: Math.min(box.width, box.height * LONGEST_SHAPE) };
    const width = Math.max(1, Math.round((WIDTH * part.width) / (box.height * LONGEST_SHAPE)));
    const crop = cropLine(page, part, width, HEIGHT);
    const { data } = await network.run(toNetworkInput(crop, WIDTH), [1, 3, HEIGHT, WIDTH]);
    upright += (data[0] ?? 0) - (data[1] ?? 0);
  }
  return upright < 0;
}
