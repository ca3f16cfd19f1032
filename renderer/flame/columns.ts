/** Reading of typed columns, where an index is in range by the way it was made. Hot loops cast in place: a shared reader is slow. */

export type Column = Float64Array | Uint32Array | Int32Array | Uint16Array | Uint8Array;

export const at = (column: Column, index: number): number => column[index] as number;

/** The first index from `low` up to `high` for which `holds` is true; `holds` is false and then true. `high` when nowhere. */
export function firstWhere(low: number, high: number, holds: (index: number) => boolean): number {
  let from = low;
  let to = high;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (holds(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}
