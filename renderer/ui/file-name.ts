/** `Chance of staying within 200 h` becomes `chance-of-staying-within-200-h.svg`: signs that every system takes in a file's name. */
export function fileNameFrom(title: string, extension: 'svg' | 'png' | 'csv'): string {
  const name = title
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 80);
  return `${name === '' ? 'chart' : name}.${extension}`;
}
