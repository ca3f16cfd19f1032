/**
 * A decoded picture of any colour space, depth and transparency → 8-bit grey.
 *
 * What libvips converts by itself is left to it. Three things it does not know are done here: a scanner of twelve bits fills the
 * lower part of sixteen; floating point runs from 0 to 1 as often as to 255; and light ink on transparent paper is a page that
 * was made for a dark background.
 */
import type { Metadata, Sharp } from 'sharp';
import type { GreyImage } from '../../contract/stage-context.ts';

/** Levels of a twelve-bit scanner. */
const TWELVE_BITS = 4096;
/** Floats that run to 1 may overshoot a little. */
const UNIT_RANGE = 1.5;
/** Ink that shows: so far from its paper. */
const VISIBLE = 55;

/** @param open gives the picture anew each time, already upright */
export async function toGrey(open: () => Sharp, header: Metadata): Promise<GreyImage> {
  if (!header.hasAlpha) return readLevels(open(), header);
  const onWhite = await readLevels(open().flatten({ background: '#ffffff' }), header);
  if (onWhite.data.some((level) => level <= 255 - VISIBLE)) return onWhite;
  const onBlack = await readLevels(open().flatten({ background: '#000000' }), header);
  return onBlack.data.some((level) => level >= VISIBLE) ? onBlack : onWhite;
}

async function readLevels(image: Sharp, { depth, space }: Metadata): Promise<GreyImage> {
  switch (depth) {
    case 'ushort':
      return finish(await raw(image.toColourspace('grey16'), 'ushort'), fromWords);
    case 'float':
    case 'double':
    case 'uint':
    case 'int':
      // Of a colour, the conversion to grey knows the range.
      if (space === 'b-w') return finish(await raw(image.toColourspace('b-w'), 'float'), fromFloats);
  }
  return finish(await raw(image.toColourspace('b-w'), 'uchar'), (bytes) => bytes);
}

type Raw = Awaited<ReturnType<typeof raw>>;

const raw = (image: Sharp, depth: 'uchar' | 'ushort' | 'float') =>
  image.extractChannel(0).raw({ depth }).toBuffer({ resolveWithObject: true });

const finish = ({ data, info }: Raw, toBytes: (bytes: Buffer) => Uint8Array): GreyImage => ({
  data: toBytes(data),
  width: info.width,
  height: info.height,
});

function fromWords(bytes: Buffer): Uint8Array {
  const words = new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / Uint16Array.BYTES_PER_ELEMENT);
  const shift = words.every((word) => word < TWELVE_BITS) ? 4 : 8;
  return Uint8Array.from(words, (word) => word >> shift);
}

function fromFloats(bytes: Buffer): Uint8Array {
  const floats = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / Float32Array.BYTES_PER_ELEMENT);
  let highest = 0;
  for (const value of floats) if (Number.isFinite(value) && value > highest) highest = value;
  const white = highest <= UNIT_RANGE ? 1 : Math.max(255, highest);
  const levels = Uint8ClampedArray.from(floats, (value) => (value / white) * 255);
  return new Uint8Array(levels.buffer);
}
