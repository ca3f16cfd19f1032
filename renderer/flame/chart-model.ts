/**
 * The state of one chart, and what can be done with it. It knows neither React nor the canvas: both listen. A state is replaced,
 * never changed, so a part of it that is the same object is the same.
 */
import type { Timeline } from '../../pipeline/contract/timeline.ts';
import { type Clock, ViewAnimation } from './animation.ts';
import type { ChartState, InitialView, Tool } from './chart-state.ts';
import { at } from './columns.ts';
import { isStageScene } from './describe.ts';
import { hitTest } from './hit.ts';
import type { Command } from './keys.ts';
import { laneAt, layOutLanes, scrollTo } from './lane-layout.ts';
import { type Direction, firstOnScreen, neighbour } from './navigate.ts';
import { AXIS, GUTTER } from './picture.ts';
import { sameSpan } from './same-span.ts';
import { type Arrangement, endOf, type Measure, type Scene, startOf } from './scene.ts';
import { makeScene, type SceneMaker } from './scene-maker.ts';
import { nextFound, search } from './search.ts';
import type { Area } from './summary.ts';
import { pan, reveal, sameView, timeAt, type View, viewBetween, wholeView, zoom } from './view.ts';

const FIT_MARGIN = 0.04;

export class ChartModel {
  readonly timeline: Timeline;
  #state: ChartState;
  readonly #listeners = new Set<() => void>();
  readonly #scenes = new Map<string, Scene>();
  readonly #views = new Map<Scene, View>();
  readonly #animation: ViewAnimation;
  readonly #makeScene: SceneMaker;

  constructor(timeline: Timeline, initial: InitialView, clock: Clock, sceneMaker: SceneMaker = makeScene) {
    this.timeline = timeline;
    this.#makeScene = sceneMaker;
    this.#animation = new ViewAnimation(clock, (view) => this.#set({ view }));
    const scene = this.sceneOf(initial.arrangement ?? 'timeline', initial.measure ?? 'wall');
    this.#state = {
      scene,
      view: wholeView(scene.extent),
      layout: layOutLanes(scene.lanes, 0),
      width: 0,
      height: 0,
      scrollTop: 0,
      tool: 'pan',
      hovered: null,
      pointer: null,
      focused: null,
      area: null,
      query: '',
      found: null,
    };
    if (initial.query !== undefined) this.search(initial.query);
    if (initial.jobId !== undefined && !isStageScene(scene)) this.#openAt(initial.jobId);
  }

  get = (): ChartState => this.#state;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Takes over from the model of an older edition of the same run: what was seen stays seen, what is new is added to it. */
  continueFrom(before: ChartModel): void {
    const { scene: old, view, query, focused, area, scrollTop, tool, width, height } = before.get();
    this.show(old.arrangement, old.measure);
    this.resize(width, height);
    const { scene } = this.#state;
    const sawAll = sameView(view, wholeView(old.extent));
    this.#set({ view: sawAll ? wholeView(scene.extent) : pan(view, 0, scene.extent), area, tool });
    this.search(query);
    this.scroll(scrollTop);
    if (focused !== null) this.#set({ focused: isStageScene(scene) ? null : sameSpan(before.timeline, focused, this.timeline) });
  }

  /** Stops what would still move; the model can be used again. */
  dispose(): void {
    this.#animation.stop();
  }

  show(arrangement: Arrangement, measure: Measure): void {
    const { scene: before, view, focused, height, query } = this.#state;
    this.#animation.stop();
    this.#views.set(before, view);
    const scene = this.sceneOf(arrangement, measure);
    if (scene === before) return;
    // Spans are the same by the clock and by CPU; nodes of the merge are in both measures, too.
    const kept = scene.arrangement === before.arrangement ? focused : null;
    const layout = layOutLanes(scene.lanes, height - AXIS);
    this.#set({
      scene,
      layout,
      view: this.#views.get(scene) ?? wholeView(scene.extent),
      scrollTop: Math.min(this.#state.scrollTop, Math.max(0, layout.height - (height - AXIS))),
      hovered: null,
      area: null,
      focused: kept,
      found: search(this.timeline, scene, query),
    });
    if (kept !== null) this.#reveal(kept);
  }

  resize(width: number, height: number): void {
    const { scene, width: before, height: heightBefore, focused, scrollTop } = this.#state;
    if (width === before && height === heightBefore) return;
    const layout = layOutLanes(scene.lanes, height - AXIS);
    this.#set({ width, height, layout });
    this.scroll(focused === null ? scrollTop : scrollTo(scene, layout, focused, scrollTop, height - AXIS));
  }

  scroll(scrollTop: number): void {
    const { layout, height } = this.#state;
    const bounded = Math.max(0, Math.min(scrollTop, layout.height - (height - AXIS)));
    if (bounded !== this.#state.scrollTop) this.#set({ scrollTop: bounded });
  }

  setTool(tool: Tool): void {
    this.#set({ tool });
  }

  /** At once: for the wheel and the drag, which are their own animation. */
  zoomAt(factor: number, fraction: number): void {
    this.#animation.stop();
    this.#set({ view: zoom(this.#state.view, factor, fraction, this.#state.scene.extent), hovered: null });
  }

  panBy(fraction: number): void {
    this.#animation.stop();
    this.#set({ view: pan(this.#state.view, fraction, this.#state.scene.extent), hovered: null });
  }

  showView(view: View): void {
    this.#animation.stop();
    this.#set({ view });
  }

  /** Shows what another chart on the same axis shows. */
  follow({ scene: { arrangement, measure }, view }: Pick<ChartState, 'scene' | 'view'>): void {
    this.show(arrangement, measure);
    this.showView(view);
  }

  /** With an animation, from wherever the view is on its way to. */
  #goTo(change: (view: View) => View): void {
    const { view, scene } = this.#state;
    const to = change(this.#animation.target ?? view);
    if (!sameView(view, to)) this.#animation.go(view, to, scene.extent);
  }

  zoomStep(factor: number): void {
    const { scene, focused, view } = this.#state;
    this.#goTo((target) => zoom(target, factor, focused === null ? 0.5 : middleOf(scene, focused, view), scene.extent));
  }

  whole(): void {
    this.#goTo(() => wholeView(this.#state.scene.extent));
  }

  fitSelection(): void {
    const { area, focused, scene } = this.#state;
    if (area !== null) this.#goTo(() => viewBetween(area.from, area.to, scene.extent, FIT_MARGIN));
    else if (focused !== null) this.zoomTo(focused);
  }

  zoomTo(item: number): void {
    const { scene } = this.#state;
    this.focus(item);
    this.#goTo(() => viewBetween(startOf(scene, item), endOf(scene, item), scene.extent, FIT_MARGIN));
  }

  hover(x: number, y: number, ratio: number): void {
    const item = this.itemAt(x, y, ratio);
    this.#set({ hovered: item, pointer: x >= GUTTER && y >= AXIS ? { x, y } : null });
  }

  leave(): void {
    if (this.#state.hovered !== null || this.#state.pointer !== null) this.#set({ hovered: null, pointer: null });
  }

  /** `x` and `y` from the chart's corner, in CSS pixels. */
  itemAt(x: number, y: number, ratio: number): number | null {
    const { scene, layout, view, width, scrollTop } = this.#state;
    if (x < GUTTER || y < AXIS) return null;
    const columns = Math.max(1, Math.round((width - GUTTER) * ratio));
    return hitTest(scene, layout, view, columns, (x - GUTTER) * ratio, y - AXIS + scrollTop);
  }

  focus(item: number | null): void {
    this.#set({ focused: item });
  }

  /** Focuses an item and brings it on screen. */
  goToItem(item: number): void {
    this.focus(item);
    this.#reveal(item);
  }

  move(direction: Direction): void {
    const { scene, focused, view, layout, scrollTop } = this.#state;
    const next = focused === null ? firstOnScreen(scene, view, laneAt(layout, scrollTop)) : neighbour(scene, focused, direction);
    if (next !== null) this.goToItem(next);
  }

  select(area: Area | null): void {
    this.#set({ area });
  }

  /** The keyboard's way to an area: the times in view, of all lanes. */
  selectView(): void {
    const { scene, view } = this.#state;
    if (isStageScene(scene) || scene.lanes.length === 0) return;
    this.select({ from: timeAt(view, 1, 0), to: timeAt(view, 1, 1), firstLane: 0, lastLane: scene.lanes.length - 1 });
  }

  search(query: string): void {
    this.#set({ query, found: search(this.timeline, this.#state.scene, query) });
  }

  /** Focuses the next or the previous found item after the focused one, round the end. */
  goToFound(step: 1 | -1): void {
    const { found, focused } = this.#state;
    if (found === null) return;
    const index = nextFound(found, focused, step);
    if (index >= 0) this.goToItem(at(found.items, index));
  }

  /** The last thing that was made is cleared first: the area, the span, the search. */
  clear(): void {
    const { area, focused } = this.#state;
    if (area !== null) this.#set({ area: null });
    else if (focused !== null) this.#set({ focused: null });
    else this.search('');
  }

  /** Of the focused span; null for none, and for a merged stage. */
  focusedJob(): string | null {
    const { focused, scene } = this.#state;
    if (focused === null || isStageScene(scene)) return null;
    return this.timeline.jobs[at(this.timeline.spans.job, focused)]?.id ?? null;
  }

  /** What the model itself can do of a key's command; `open` and `search` are its owner's. */
  run(command: Command): void {
    switch (command.kind) {
      case 'zoom':
        return this.zoomStep(command.factor);
      case 'pan':
        return this.#goTo((view) => pan(view, command.fraction, this.#state.scene.extent));
      case 'scroll':
        return this.scroll(this.#state.scrollTop + command.pages * (this.#state.height - AXIS));
      case 'move':
        return this.move(command.direction);
      case 'whole':
        return this.whole();
      case 'fit':
        return this.fitSelection();
      case 'area':
        return this.selectView();
      case 'clear':
        return this.clear();
      case 'open':
      case 'search':
        return;
      default:
        return command satisfies never;
    }
  }

  #reveal(item: number): void {
    const { scene, layout, scrollTop, height } = this.#state;
    this.scroll(scrollTo(scene, layout, item, scrollTop, height - AXIS));
    this.#goTo((view) => reveal(view, startOf(scene, item), endOf(scene, item), scene.extent));
  }

  #openAt(jobId: string): void {
    const { scene } = this.#state;
    const job = this.timeline.jobs.findIndex(({ id }) => id === jobId);
    const { spans } = this.timeline;
    const span = spans.job.findIndex((of, index) => of === job && spans.depth[index] === 0);
    if (span < 0) return;
    this.#set({ focused: span, view: viewBetween(startOf(scene, span), endOf(scene, span), scene.extent, FIT_MARGIN) });
  }

  /** Made when it is first asked for. */
  sceneOf(arrangement: Arrangement, measure: Measure): Scene {
    const key = `${arrangement} ${measure}`;
    const known = this.#scenes.get(key);
    if (known !== undefined) return known;
    const scene = this.#makeScene(this.timeline, arrangement, measure);
    this.#scenes.set(key, scene);
    return scene;
  }

  #set(change: Partial<ChartState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

/** Where the middle of an item is on screen, from 0 to 1; the middle of the screen when it is elsewhere. */
function middleOf(scene: Scene, item: number, view: View): number {
  const middle = (startOf(scene, item) + endOf(scene, item)) / 2;
  const fraction = (middle - view.base - view.shift) / view.length;
  return fraction >= 0 && fraction <= 1 ? fraction : 0.5;
}
