/**
 * The colours of boxes, from the palette. A stage has its own; its parts are the same, mixed towards the surface, so that text
 * stays as readable; what a search does not find is dimmed in the same way.
 */
import { stageNames } from '../../pipeline/contract/stages.ts';
import type { Palette } from '../ui/palette.ts';
import type { Paint } from './pen.ts';
import { JOB_TONE, STAGE_COUNT, TONE_COUNT, UNKNOWN_TONE } from './scene.ts';

export interface Tones {
  readonly palette: Palette;
  /** By tone. */
  readonly plain: readonly Paint[];
  readonly dimmed: readonly Paint[];
  readonly failed: Paint;
  readonly cold: Paint;
  readonly found: Paint;
}

const PART_MIX = [0, 0.28, 0.5];
const DIM_MIX = 0.78;

export function tonesOf(palette: Palette): Tones {
  const plain = Array.from({ length: TONE_COUNT }, (_, tone) => {
    if (tone === JOB_TONE) return palette.job;
    if (tone === UNKNOWN_TONE) return palette.remainder;
    const stage = stageNames[(tone - 1) % STAGE_COUNT];
    const depth = Math.floor((tone - 1) / STAGE_COUNT);
    return stage === undefined ? palette.remainder : mix(palette.stages[stage], palette.surface, PART_MIX[depth] ?? 0);
  });
  return {
    palette,
    plain: plain.map(paintOf),
    dimmed: plain.map((colour) => paintOf(mix(colour, palette.surface, DIM_MIX))),
    failed: paintOf(palette.bad),
    cold: paintOf(palette.accent),
    found: paintOf(palette.text),
  };
}

const channels = (colour: string): number[] => [1, 3, 5].map((from) => Number.parseInt(colour.slice(from, from + 2), 16));

/** `#rrggbb`, `amount` of the way from one to the other. */
export function mix(from: string, to: string, amount: number): string {
  const target = channels(to);
  const mixed = channels(from).map((value, index) => Math.round(value + ((target[index] ?? 0) - value) * amount));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

function paintOf(css: string): Paint {
  const [red = 0, green = 0, blue = 0] = channels(css);
  return { css, pixel: ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0 };
}
