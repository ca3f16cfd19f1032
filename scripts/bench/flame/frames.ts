/**
 * Frames while a person zooms and drags: real input events through the browser, for so many seconds. Two numbers a frame: how
 * long since the last one (what the eye sees), and how long the page's main thread worked in it (what the page costs).
 */
import type { CDPSession, Page } from 'playwright-core';
import { mainThreadPerFrame, type TraceEvent } from './trace-frames.ts';

export interface Gestures {
  /** Where on the page the pointer is. */
  readonly x: number;
  readonly y: number;
  /** Keys held while the wheel zooms: bits of the protocol, 2 is Ctrl. */
  readonly zoomModifiers: number;
}

export interface Frames {
  /** Milliseconds, each sorted. */
  readonly intervals: readonly number[];
  readonly mainThread: readonly number[];
  /** The main thread's CPU: what other work on the machine does not lengthen. */
  readonly mainThreadCpu: readonly number[];
}

declare global {
  interface Window {
    benchFrames: number[];
  }
}

const CATEGORIES = ['cc', 'disabled-by-default-devtools.timeline'];
const STEP_MS = 16;

export async function measureFrames(page: Page, session: CDPSession, gestures: Gestures, milliseconds: number): Promise<Frames> {
  const events: TraceEvent[] = [];
  const collect = ({ value }: { value: object[] }): void => void events.push(...(value as TraceEvent[]));
  session.on('Tracing.dataCollected', collect);
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: CATEGORIES } });
  await page.evaluate(() => {
    window.benchFrames = [];
    const note = (now: number): void => {
      window.benchFrames.push(now);
      requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
  });
  await play(session, gestures, milliseconds);
  const times = await page.evaluate(() => window.benchFrames);
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await complete;
  session.off('Tracing.dataCollected', collect);
  const intervals = times.slice(1).map((time, index) => time - (times[index] ?? time));
  return {
    intervals: sorted(intervals),
    mainThread: sorted(mainThreadPerFrame(events, 'dur')),
    mainThreadCpu: sorted(mainThreadPerFrame(events, 'tdur')),
  };
}

const sorted = (numbers: readonly number[]): number[] => numbers.toSorted((one, other) => one - other);

/** A quarter of the time each: zoom in at the pointer, drag, zoom out, drag. */
async function play(session: CDPSession, { x, y, zoomModifiers }: Gestures, milliseconds: number): Promise<void> {
  const mouse = (type: 'mouseMoved' | 'mousePressed' | 'mouseReleased', at: number, buttons: number) =>
    session.send('Input.dispatchMouseEvent', {
      type,
      x: at,
      y,
      button: buttons === 0 && type === 'mouseMoved' ? 'none' : 'left',
      buttons,
      clickCount: 1,
    });
  const wheel = (deltaY: number) =>
    session.send('Input.dispatchMouseEvent', { type: 'mouseWheel', x, y, deltaX: 0, deltaY, modifiers: zoomModifiers });
  const during = async (work: (progress: number) => Promise<unknown>): Promise<void> => {
    const started = performance.now();
    for (let passed = 0; passed < milliseconds / 4; passed = performance.now() - started) {
      const next = performance.now() + STEP_MS;
      await work((4 * passed) / milliseconds);
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, next - performance.now())));
    }
  };
  const drag = async (): Promise<void> => {
    await mouse('mousePressed', x, 1);
    await during((progress) => mouse('mouseMoved', x + 300 * Math.sin(4 * Math.PI * progress), 1));
    await mouse('mouseReleased', x, 0);
  };
  await mouse('mouseMoved', x, 0);
  await during(() => wheel(-20));
  await drag();
  await during(() => wheel(20));
  await drag();
}
