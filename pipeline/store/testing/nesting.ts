/** For tests: whether spans are nested as a timeline promises. Knows no test runner. */

export interface Interval {
  readonly depth: number;
  readonly start_us: number;
  readonly wall_us: number;
}

/** What is wrong with one lane, of which `spans` holds all, each before those inside it; nothing, when it can be drawn. */
export function nestingErrors(spans: readonly Interval[]): string[] {
  const errors: string[] = [];
  const open: { readonly end: number; taken: number }[] = [{ end: Number.POSITIVE_INFINITY, taken: 0 }];
  for (const [index, { depth, start_us, wall_us }] of spans.entries()) {
    const holder = open[depth];
    if (holder === undefined) {
      errors.push(`span ${index} lies at depth ${depth} below nothing`);
      continue;
    }
    const end = start_us + wall_us;
    if (!Number.isInteger(start_us) || !Number.isInteger(wall_us) || wall_us < 0) errors.push(`span ${index} has odd times`);
    if (start_us < holder.taken) errors.push(`span ${index} begins before its sibling or holder allows`);
    if (end > holder.end) errors.push(`span ${index} ends after its holder`);
    holder.taken = end;
    open.length = depth + 1;
    open.push({ end, taken: start_us });
  }
  return errors;
}
