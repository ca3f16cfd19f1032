/**
 * Which way a page is to be read. Whether it lies on its side is told by its boxes. Whether it is upside down is asked of the
 * angle network for one line after another until the answers agree: all lines of a page lie alike, so mostly the fewest will
 * do, 1 % of what reading a receipt costs. Single answers are wrong now and then; the sums were right for 20 receipts upright,
 * upside down and on their side.
 */
import type { GreyImage } from '../../contract/stage-context.ts';
import { cropLine, toNetworkInput } from './crop.ts';
import { onItsSide, type RotatedBox, turnedOver } from './rotated-box.ts';
import type { Network } from './runtime.ts';

const HEIGHT = 48;
const WIDTH = 192;
/** Answers so much apart (a sure one counts 1) settle it. */
const SETTLED = 3;
/** Sure answers are seldom a full 1. */
const SURE = 0.95;
/** Longest lines first: they tell best. */
const MOST_LINES_ASKED = 15;
/** Longer lines are cut, not squeezed: letters must keep their shape. */
const LONGEST_SHAPE = WIDTH / HEIGHT;
/** From here on a box tells whether its line runs across the page or down it; a single figure is higher than wide. */
const TELLING_SHAPE = 2;

/** The same boxes, in the direction in which they are to be read. */
export async function inReadingDirection(network: Network, page: GreyImage, boxes: readonly RotatedBox[]): Promise<RotatedBox[]> {
  const level = mostlyOnTheirSide(boxes) ? boxes.map(onItsSide) : [...boxes];
  return (await isUpsideDown(network, page, level)) ? level.map(turnedOver) : level;
}

function mostlyOnTheirSide(boxes: readonly RotatedBox[]): boolean {
  let across = 0;
  let down = 0;
  for (const { width, height } of boxes) {
    if (width > TELLING_SHAPE * height) across += width;
    if (height > TELLING_SHAPE * width) down += height;
  }
  return down > across;
}

async function isUpsideDown(network: Network, page: GreyImage, boxes: readonly RotatedBox[]): Promise<boolean> {
  const longest = boxes.toSorted((a, b) => b.width - a.width).slice(0, MOST_LINES_ASKED);
  let upright = 0;
  for (const box of longest) {
    const part = { ...box, width: Math.min(box.width, box.height * LONGEST_SHAPE) };
    const width = Math.max(1, Math.round((HEIGHT * part.width) / part.height));
    const crop = cropLine(page, part, width, HEIGHT);
    const { data } = await network.run(toNetworkInput(crop, WIDTH), [1, 3, HEIGHT, WIDTH]);
    upright += (data[0] ?? 0) - (data[1] ?? 0);
    if (Math.abs(upright) >= SETTLED * SURE) break;
  }
  return upright < 0;
}
