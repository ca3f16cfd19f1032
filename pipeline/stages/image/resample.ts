/**
 * Resizing, turning and the median filter, done by libvips: the only places where pixels leave JavaScript.
 */
import sharp, { type Sharp } from 'sharp';
import type { GreyImage } from '../../contract/stage-context.ts';

/** The page was decoded within the setting's limit; sharp's own knows nothing of it. */
const open = ({ data, width, height }: GreyImage) =>
  sharp(data, { raw: { width, height, channels: 1 }, limitInputPixels: false });

async function finish(work: Sharp): Promise<GreyImage> {
  const { data, info } = await work.toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** To the given size, whatever it does to the proportions (callers keep them). */
export function resize(image: GreyImage, width: number, height: number): Promise<GreyImage> {
  return finish(open(image).resize({ width, height, fit: 'fill' }));
}

/**
 * Turned by the angle, clockwise positive; the page grows so that nothing is cut off.
 * @param paper grey level of the corners that appear
 */
export function turn(image: GreyImage, degrees: number, paper: number): Promise<GreyImage> {
  return finish(open(image).rotate(degrees, { background: { r: paper, g: paper, b: paper } }));
}

/** The median of each pixel's square, `side` pixels wide. */
export function medianFilter(image: GreyImage, side: number): Promise<GreyImage> {
  return finish(open(image).median(side));
}

/** Unsharp masking with a Gaussian of this standard deviation, in pixels. */
export function sharpen(image: GreyImage, sigma: number): Promise<GreyImage> {
  return finish(open(image).sharpen({ sigma }));
}
