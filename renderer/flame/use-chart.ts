/** A component's part of the chart's state: it renders again when that part is another, and not on each frame of a pan. */
import { useSyncExternalStore } from 'react';
import type { ChartModel } from './chart-model.ts';
import type { ChartState } from './chart-state.ts';

/** `select` must return what the state holds, or a primitive: a new object each time would render for ever. */
export const useChart = <Part>(model: ChartModel, select: (state: ChartState) => Part): Part =>
  useSyncExternalStore(model.subscribe, () => select(model.get()));
