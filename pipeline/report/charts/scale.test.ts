import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inLanes, linearScale, secondsRange, secondsText, tickLabels, ticks } from './scale.ts';
import { textWidth } from './svg.ts';

describe('the scale of a chart', () => {
  it('has round ticks within its range', () => {
    expect(ticks({ from: 0.6, to: 1.7 }, 6)).toEqual([0.6, 0.8, 1, 1.2, 1.4, 1.6]);
    expect(ticks({ from: 600, to: 1500 }, 7)).toEqual([600, 800, 1000, 1200, 1400]);
  });

  it('keeps a value outside at its end', () => {
    const scale = linearScale(10, 20, 100, 200);
    expect([scale.at(15), scale.at(0), scale.at(99)]).toEqual([150, 100, 200]);
  });

  it('leaves out the texts of ticks that would touch', () => {
    const texts = tickLabels(linearScale(0, 100, 0, 100), 10, () => 'wide text').map(({ at }) => at);
    expect(texts).toEqual([0, 70]);
  });

  it('writes seconds to three digits', () => {
    expect([0, 1e-9, 0.000314, 0.0031, 1.5555, 16_000].map(secondsText)).toEqual([
      '0 s',
      '0 s',
      '0.314 ms',
      '0.0031 s',
      '1.56 s',
      '16,000 s',
    ]);
    expect([secondsRange(1.02, 1.23), secondsRange(0.0002, 0.5)]).toEqual(['1.02–1.23 s', '0.2 ms–0.5 s']);
  });
});

describe('labels in lanes', () => {
  it('stand over their places side by side where they fit', () => {
    const labels = inLanes(
      [
        { x: 300, text: 'b' },
        { x: 100, text: 'a' },
      ],
      0,
      400,
    );
    expect(labels).toMatchObject([
      { text: 'a', at: 100, anchor: 'middle', lane: 0 },
      { text: 'b', at: 300, anchor: 'middle', lane: 0 },
    ]);
  });

  it('become flags where they do not, the left one above', () => {
    const labels = inLanes(
      [
        { x: 10, text: 'first label' },
        { x: 20, text: 'second label' },
      ],
      0,
      400,
    );
    expect(labels).toMatchObject([
      { text: 'first label', at: 14, anchor: 'start', lane: 1 },
      { text: 'second label', at: 24, lane: 0 },
    ]);
  });

  it('never lie on one another and stay inside', () => {
    const words = fc.array(fc.record({ x: fc.integer({ min: 0, max: 760 }), text: fc.string({ minLength: 1, maxLength: 40 }) }), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(words, (labels) => {
        const boxes = inLanes(labels, 0, 760).map(({ at, anchor, text, lane }) => {
          const width = textWidth(text);
          const from = anchor === 'start' ? at : anchor === 'end' ? at - width : at - width / 2;
          return { from, to: from + width, lane };
        });
        expect(boxes.length).toBe(labels.length);
        for (const [index, box] of boxes.entries()) {
          expect(box.from).toBeGreaterThanOrEqual(-1e-9);
          expect(box.to).toBeLessThanOrEqual(760 + 1e-9);
          for (const other of boxes.slice(index + 1))
            expect(other.lane !== box.lane || other.from >= box.to || other.to <= box.from).toBe(true);
        }
      }),
    );
  });
});
