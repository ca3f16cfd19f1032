/**
 * Cuts a line of print out of the page at the page's full resolution, straight and at the height a network wants, in one
 * interpolation. What is reduced is averaged over, so that thin strokes do not fall between samples.
 *
 * Cubic, as in the pictures the networks were trained with: on 20 receipts that is worth 0.7 points of character error rate
 * against bilinear, most of it spaces that are seen at last.
 */
import type { GreyImage } from '../../contract/stage-context.ts';
import { across, type RotatedBox } from './rotated-box.ts';

/** Grey levels of 0..255 row by row. */
export interface Crop {
  readonly data: Float32Array;
  readonly width: number;
  readonly height: number;
}

const TAPS = 4;
/** Positions between two pixels that have weights of their own. */
const PHASES = 64;
/** Slope of Keys's kernel (1981); OpenCV's value. */
const SLOPE = -0.75;
const weights = cubicWeights();

export function cropLine(page: GreyImage, box: RotatedBox, width: number, height: number): Crop {
  const data = new Float32Array(width * height);
  const down = across(box);
  const stepX = box.width / width;
  const stepY = box.height / height;
  // Samples for each pixel of the crop, in each direction.
  const samplesX = Math.max(1, Math.round(stepX));
  const samplesY = Math.max(1, Math.round(stepY));
  const share = 1 / (samplesX * samplesY);
  const alongX = (box.along.x * stepX) / samplesX;
  const alongY = (box.along.y * stepX) / samplesX;
  const u = (0.5 * stepX) / samplesX - box.width / 2;
  for (let row = 0; row < height * samplesY; row += 1) {
    const v = ((row + 0.5) * stepY) / samplesY - box.height / 2;
    // Half a pixel less: a pixel's value stands for its middle.
    let x = box.centre.x + u * box.along.x + v * down.x - 0.5;
    let y = box.centre.y + u * box.along.y + v * down.y - 0.5;
    const target = Math.floor(row / samplesY) * width;
    for (let column = 0; column < width; column += 1) {
      let sum = 0;
      for (let sample = 0; sample < samplesX; sample += 1) {
        sum += sampleAt(page, x, y);
        x += alongX;
        y += alongY;
      }
      data[target + column] = (data[target + column] ?? 0) + sum * share;
    }
  }
  return { data, width, height };
}

/** Beyond the page its edge goes on. */
function sampleAt({ data, width, height }: GreyImage, x: number, y: number): number {
  const left = Math.floor(x);
  const top = Math.floor(y);
  const phaseX = Math.floor((x - left) * PHASES) * TAPS;
  const phaseY = Math.floor((y - top) * PHASES) * TAPS;
  const inside = left >= 1 && top >= 1 && left + 2 < width && top + 2 < height;
  let sum = 0;
  for (let tap = 0; tap < TAPS; tap += 1) {
    const row = top + tap - 1;
    const weight = weights[phaseY + tap] ?? 0;
    sum +=
      weight * (inside ? insideRow(data, row * width + left - 1, phaseX) : edgeRow(data, width, height, left - 1, row, phaseX));
  }
  return Math.min(Math.max(sum, 0), 255);
}

const insideRow = (data: Uint8Array, at: number, phase: number): number =>
  (weights[phase] ?? 0) * (data[at] ?? 0) +
  (weights[phase + 1] ?? 0) * (data[at + 1] ?? 0) +
  (weights[phase + 2] ?? 0) * (data[at + 2] ?? 0) +
  (weights[phase + 3] ?? 0) * (data[at + 3] ?? 0);

function edgeRow(data: Uint8Array, width: number, height: number, left: number, row: number, phase: number): number {
  const offset = Math.min(Math.max(row, 0), height - 1) * width;
  let sum = 0;
  for (let tap = 0; tap < TAPS; tap += 1) {
    sum += (weights[phase + tap] ?? 0) * (data[offset + Math.min(Math.max(left + tap, 0), width - 1)] ?? 0);
  }
  return sum;
}

/** Four weights for each phase; a phase's are those of its middle, and they add up to 1. */
function cubicWeights(): Float32Array {
  const table = new Float32Array(PHASES * TAPS);
  for (let phase = 0; phase < PHASES; phase += 1) {
    const t = (phase + 0.5) / PHASES;
    for (let tap = 0; tap < TAPS; tap += 1) table[phase * TAPS + tap] = keys(Math.abs(t + 1 - tap));
  }
  return table;
}

function keys(distance: number): number {
  if (distance <= 1) return (SLOPE + 2) * distance ** 3 - (SLOPE + 3) * distance ** 2 + 1;
  return SLOPE * (distance ** 3 - 5 * distance ** 2 + 8 * distance - 4);
}

/**
 * As a network of three channels wants it: the same grey in each, 0..255 brought to −1..1.
 * @param filledTo width of the input; what the crop does not fill is 0
 */
export function toNetworkInput({ data, width, height }: Crop, filledTo: number = width): Float32Array {
  const plane = filledTo * height;
  const input = new Float32Array(3 * plane);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) input[y * filledTo + x] = (data[y * width + x] ?? 0) / 127.5 - 1;
  }
  input.copyWithin(plane, 0, plane);
  input.copyWithin(2 * plane, 0, plane);
  return input;
}
