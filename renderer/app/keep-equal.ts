/**
 * Takes a new snapshot over an old one and keeps every part that did not change: a component that shows such a part is not
 * drawn again. For plain data (objects, arrays, values), as it comes over the bridge.
 */
export function keepEqual<Data>(known: unknown, next: Data): Data {
  if (Object.is(known, next)) return next;
  if (Array.isArray(next)) {
    if (!Array.isArray(known)) return next;
    const kept = next.map((part, index) => keepEqual(known[index], part));
    const isSame = known.length === kept.length && kept.every((part, index) => Object.is(part, known[index]));
    return (isSame ? known : kept) as Data;
  }
  if (!isObject(known) || !isObject(next)) return next;
  const kept = Object.fromEntries(Object.entries(next).map(([key, part]) => [key, keepEqual(known[key], part)]));
  const keys = Object.keys(kept);
  const isSame =
    Object.keys(known).length === keys.length && keys.every((key) => key in known && Object.is(kept[key], known[key]));
  return (isSame ? known : kept) as Data;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
