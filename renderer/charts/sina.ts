/**
 * How far points of a strip may stand from its middle so that the strip is as wide as the points are dense there: a sina plot
 * (Sidiropoulos et al., SinaPlot, Journal of Computational and Graphical Statistics 27, 2018), with places that no chance draws.
 */

/** Neighbours never share a height: the fractions of the golden ratio's multiples. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;
/** The density at a point is that of its nearest neighbours, this share of all on either side. */
const NEIGHBOURS = 0.04;
/** Of few points the density says nothing. */
const FEWEST = 30;

/** @param sorted ascending. @returns for each an offset from -0.5 to 0.5 */
export function sinaOffsets(sorted: readonly number[]): number[] {
  const reach = Math.max(2, Math.round(sorted.length * NEIGHBOURS));
  const density = sorted.map((_, at) => {
    const [from, to] = [Math.max(0, at - reach), Math.min(sorted.length - 1, at + reach)];
    return (to - from) / Math.max((sorted[to] ?? 0) - (sorted[from] ?? 0), 1e-9);
  });
  const densest = density.reduce((most, value) => Math.max(most, value), 0);
  return density.map((own, rank) => {
    const width = sorted.length < FEWEST || densest === 0 ? 1 : own / densest;
    return (((rank * GOLDEN) % 1) - 0.5) * width;
  });
}
