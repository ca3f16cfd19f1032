/**
 * Draws small receipts with their truth beside them, for tests that need text to be read and have no time for whole pages.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { outline } from '../../fixtures/drawing/fonts.ts';

const shops = ['Corner Bakery', 'Hill Hardware', 'Blue Kettle Cafe', 'Garden Supply', 'River Books', 'North Market'];
const SIZE = 26;

/** Receipts of half a megapixel, each another shop, day and sum, in print that reduction to 500 pixels ruins. */
export async function drawReceipts(folder: string, count: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (let index = 0; index < count; index += 1) {
    const day = String(10 + index).padStart(2, '0');
    const total = `${12 + index * 7}.${40 + index}`;
    const shop = shops[index % shops.length] ?? '';
    const rows = [
      shop,
      `Receipt No: ${48_210 + index * 13}`,
      `Date: 2024-03-${day}`,
      `Bread and butter  ${total}`,
      `TOTAL  ${total}`,
    ];
    const name = path.join(folder, `receipt_${String(index).padStart(2, '0')}`);
    const text = rows.map((row, at) => `<path d="${outline(row, { family: 'arimo' }, SIZE, 40, 70 + at * 56)}"/>`);
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1400" height="360"><rect width="1400" height="360" fill="white"/>${text.join('')}</svg>`;
    await sharp(Buffer.from(svg)).jpeg({ quality: 90 }).toFile(`${name}.jpg`);
    await writeFile(`${name}.txt`, `${rows.join('\n')}\n`);
    const fields = { company: shop, date: `2024-03-${day}`, total };
    await writeFile(`${name}.json`, JSON.stringify({ type: 'receipt', fields }));
  }
}
