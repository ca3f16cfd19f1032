/**
 * Reads one line of print. Lines go through the network one by one, each at its own width: its cost is in proportion to the
 * width, without a share per call, so a batch would only add what shorter lines are filled up with. (Six lines of 320 columns
 * took 120 ms together and 6 × 20.4 ms apart.)
 */
import type { GreyImage } from '../../contract/stage-context.ts';
import { cropLine, toNetworkInput } from './crop.ts';
import { decode, type ReadCharacter } from './ctc.ts';
import { inkColumns } from './ink-columns.ts';
import { type RotatedBox, sliceOf } from './rotated-box.ts';
import type { Network } from './runtime.ts';
import { toWords } from './spacing.ts';

const HEIGHT = 48;
/** Columns of the crop for each time step of the network. */
const STEP_WIDTH = 8;
const NARROWEST = 2 * STEP_WIDTH;
/** A line as long as this is a rule or a fold, not print; the network's cost would grow with the square. */
const WIDEST = 400 * STEP_WIDTH;

/** A line that is doubted more than this is no print, but a fold, a stamp or a picture; PP-OCR's own value. */
const LEAST_CONFIDENCE = 0.5;

export interface ReadWord {
  readonly text: string;
  /** 0..1: mean over its characters. */
  readonly confidence: number;
  readonly box: RotatedBox;
}

/** @param characters those that the network tells apart, see `PaddleModel` */
export async function readWords(
  network: Network,
  characters: readonly string[],
  page: GreyImage,
  box: RotatedBox,
): Promise<ReadWord[]> {
  const steps = Math.ceil((box.width / box.height) * (HEIGHT / STEP_WIDTH));
  const width = Math.min(Math.max(steps * STEP_WIDTH, NARROWEST), WIDEST);
  // Widened to whole steps rather than stretched: letters keep their shape.
  const widened = { ...box, width: Math.max(box.width, (width * box.height) / HEIGHT) };
  const crop = cropLine(page, widened, width, HEIGHT);
  const line = decode(await network.run(toNetworkInput(crop), [1, 3, HEIGHT, width]), characters);
  if (meanProbability(line.characters) < LEAST_CONFIDENCE) return [];
  const pixelsPerColumn = widened.width / width;
  return toWords(line, inkColumns(crop)).map(({ text, confidence, from, to }) => ({
    text,
    confidence: Math.min(1, confidence),
    box: sliceOf(widened, from * pixelsPerColumn, to * pixelsPerColumn),
  }));
}

/** 0 for a line in which nothing was read. */
function meanProbability(characters: readonly ReadCharacter[]): number {
  const sum = characters.reduce((total, { probability }) => total + probability, 0);
  return sum / Math.max(1, characters.length);
}
