import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { GreyImage } from '../../contract/stage-context.ts';
import { cropLine, toNetworkInput } from './crop.ts';
import { across, onItsSide, type RotatedBox, turnedOver } from './rotated-box.ts';

const picture = (width: number, height: number, grey: (x: number, y: number) => number): GreyImage => ({
  data: Uint8Array.from({ length: width * height }, (_, at) => grey(at % width, Math.floor(at / width))),
  width,
  height,
});

const level = (x: number, y: number, width: number, height: number): RotatedBox => ({
  centre: { x: x + width / 2, y: y + height / 2 },
  along: { x: 1, y: 0 },
  width,
  height,
});

const noise = picture(30, 20, (x, y) => (x * 37 + y * 101) % 256);

describe('a crop at the size of its box', () => {
  test('has the pixels of the page', () => {
    const { data } = cropLine(noise, level(4, 5, 12, 6), 12, 6);
    const pixels = Array.from({ length: 72 }, (_, at) => noise.data[(5 + Math.floor(at / 12)) * 30 + 4 + (at % 12)]!);
    // The interpolation knows 64 positions between two pixels.
    expect(Math.max(...pixels.map((pixel, at) => Math.abs(pixel - data[at]!)))).toBeLessThan(3);
  });

  test('read from the other end has them in reverse', () => {
    const upright = cropLine(noise, level(4, 5, 12, 6), 12, 6).data;
    const turned = cropLine(noise, turnedOver(level(4, 5, 12, 6)), 12, 6).data;
    expect(Math.max(...turned.map((value, at) => Math.abs(value - upright.at(-1 - at)!)))).toBeLessThan(6);
  });

  test('of a box on its side is read from its foot upwards', () => {
    const ramp = picture(20, 20, (_, y) => y * 10);
    const { data } = cropLine(ramp, onItsSide(level(4, 4, 4, 12)), 12, 4);
    expect(Math.abs(data[0]! - 150)).toBeLessThan(1);
    expect(Math.abs(data[11]! - 40)).toBeLessThan(1);
  });
});

test('wherever a box lies, however it is turned and scaled, a slope of grey stays that slope', () => {
  const slope = (x: number, y: number): number => 20 + 1.1 * x + 0.7 * y;
  const page = picture(100, 100, (x, y) => Math.round(slope(x, y)));
  const shapes = fc.record({
    degrees: fc.integer({ min: -180, max: 180 }),
    width: fc.integer({ min: 8, max: 60 }),
    height: fc.integer({ min: 4, max: 20 }),
    columns: fc.integer({ min: 4, max: 80 }),
    rows: fc.integer({ min: 4, max: 48 }),
  });
  fc.assert(
    fc.property(shapes, ({ degrees, width, height, columns, rows }) => {
      const angle = (degrees * Math.PI) / 180;
      const box = { centre: { x: 50, y: 50 }, along: { x: Math.cos(angle), y: Math.sin(angle) }, width, height };
      const down = across(box);
      const { data } = cropLine(page, box, columns, rows);
      for (const [column, row] of [
        [0, 0],
        [columns - 1, 0],
        [0, rows - 1],
        [Math.floor(columns / 2), Math.floor(rows / 2)],
      ] as const) {
        const u = ((column + 0.5) / columns - 0.5) * width;
        const v = ((row + 0.5) / rows - 0.5) * height;
        const x = 50 + u * box.along.x + v * down.x;
        const y = 50 + u * box.along.y + v * down.y;
        expect(Math.abs(data[row * columns + column]! - slope(x - 0.5, y - 0.5))).toBeLessThan(1.2);
      }
    }),
  );
});

test('what is reduced is averaged: a fine pattern becomes grey, not one of its colours', () => {
  const stripes = picture(64, 64, (x) => (x % 2 === 0 ? 0 : 255));
  const { data } = cropLine(stripes, level(0, 0, 64, 64), 16, 16);
  expect(Math.max(...data.map((value) => Math.abs(value - 127.5)))).toBeLessThan(40);
});

test('beyond the page its edge goes on', () => {
  const white = picture(10, 10, () => 200);
  expect(new Set(cropLine(white, level(-20, -20, 40, 40), 8, 8).data.map(Math.round))).toEqual(new Set([200]));
});

test('the network is given three equal channels from −1 to 1, and 0 where the crop ends', () => {
  const crop = { data: Float32Array.from([0, 255, 127.5, 255]), width: 2, height: 2 };
  const channel = [-1, 1, 0, 0, 1, 0];
  expect([...toNetworkInput(crop, 3)]).toEqual([...channel, ...channel, ...channel]);
});
