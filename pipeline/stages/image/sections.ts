/**
 * Cuts a page that is too high for an engine into sections, each at the emptiest row near its end, so that no line is cut.
 */
import type { GreyImage } from '../../contract/stage-context.ts';

/** The cut is looked for in this last part of a section. */
const SEARCHED_PART = 0.1;

export interface Section {
  /** Its first row on the page. */
  readonly top: number;
  readonly image: GreyImage;
}

/** @param most rows of a section, at least 1 */
export function cutIntoSections(page: GreyImage, most: number): Section[] {
  const { data, width, height } = page;
  if (height <= most) return [{ top: 0, image: page }];
  const sections: Section[] = [];
  for (let top = 0; top < height; ) {
    const bottom = height - top <= most ? height : emptiestRow(page, top + most - Math.floor(most * SEARCHED_PART), top + most);
    const image = { data: data.subarray(top * width, bottom * width), width, height: bottom - top };
    sections.push({ top, image });
    top = bottom;
  }
  return sections;
}

/** From `first` to `last` the middle of the last stretch of rows whose pixels differ least from their neighbours. */
function emptiestRow({ data, width }: GreyImage, first: number, last: number): number {
  let best = last;
  let least = Number.POSITIVE_INFINITY;
  let since = last;
  let before = Number.POSITIVE_INFINITY;
  for (let y = first; y <= last; y += 1) {
    let change = 0;
    for (let at = y * width + 1; at < (y + 1) * width; at += 1) change += Math.abs((data[at] ?? 0) - (data[at - 1] ?? 0));
    if (change < least || (change === least && before > least)) since = y;
    if (change <= least) best = y - Math.floor((y - since) / 2);
    least = Math.min(least, change);
    before = change;
  }
  return Math.max(1, best);
}
