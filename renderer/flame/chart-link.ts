/**
 * Charts that are seen together: their axes are equally long, so that a second is as wide in each of them, and while they are
 * linked what one shows the others show: the same arrangement, the same measure, the same view.
 *
 *     const link = useMemo(() => new ChartLink([before, after]), [before, after]);
 *     <FlameChart timeline={before} link={link} … />  <FlameChart timeline={after} link={link} … />
 */
import type { Timeline } from '../../pipeline/contract/timeline.ts';
import type { ChartModel } from './chart-model.ts';
import type { Arrangement, Measure, Scene } from './scene.ts';
import { makeScene, type SceneMaker } from './scene-maker.ts';

export class ChartLink {
  readonly timelines: readonly Timeline[];
  readonly #scenes = new Map<string, ReadonlyMap<Timeline, Scene>>();
  readonly #members = new Set<ChartModel>();
  /** The one that was moved last: the others go where it is when they are linked again. */
  #leader: ChartModel | null = null;
  #isLinked: boolean;
  #isFollowing = false;

  constructor(timelines: readonly Timeline[], isLinked = true) {
    this.timelines = timelines;
    this.#isLinked = isLinked;
  }

  /** Of one of its timelines, with the extent of the longest. */
  readonly sceneOf: SceneMaker = (timeline, arrangement, measure) =>
    this.#scenesOf(arrangement, measure).get(timeline) ?? makeScene(timeline, arrangement, measure);

  #scenesOf(arrangement: Arrangement, measure: Measure): ReadonlyMap<Timeline, Scene> {
    const key = `${arrangement} ${measure}`;
    const known = this.#scenes.get(key);
    if (known !== undefined) return known;
    const own = this.timelines.map((timeline) => [timeline, makeScene(timeline, arrangement, measure)] as const);
    const extent = own.reduce((longest, [, scene]) => Math.max(longest, scene.extent), 1);
    const scenes = new Map(own.map(([timeline, scene]) => [timeline, { ...scene, extent }]));
    this.#scenes.set(key, scenes);
    return scenes;
  }

  /** @returns what takes it out again */
  join(model: ChartModel): () => void {
    this.#members.add(model);
    const leader = this.#leader ?? [...this.#members].find((other) => other !== model);
    if (this.#isLinked && leader !== undefined && leader !== model) this.#move([model], leader);
    let { scene, view } = model.get();
    const leave = model.subscribe(() => {
      const now = model.get();
      if (now.scene === scene && now.view === view) return;
      ({ scene, view } = now);
      if (this.#isFollowing) return;
      this.#leader = model;
      if (this.#isLinked) this.#move(this.#members, model);
    });
    return () => {
      leave();
      this.#members.delete(model);
      if (this.#leader === model) this.#leader = null;
    };
  }

  setLinked(isLinked: boolean): void {
    this.#isLinked = isLinked;
    const [first] = this.#members;
    const leader = this.#leader ?? first;
    if (isLinked && leader !== undefined) this.#move(this.#members, leader);
  }

  /** What follows does not lead in turn. */
  #move(followers: Iterable<ChartModel>, leader: ChartModel): void {
    this.#isFollowing = true;
    for (const follower of followers) if (follower !== leader) follower.follow(leader.get());
    this.#isFollowing = false;
  }
}
