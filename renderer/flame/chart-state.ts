/** What a chart shows, and where it may begin. */
import type { LaneLayout } from './lane-layout.ts';
import type { Arrangement, Measure, Scene } from './scene.ts';
import type { Found } from './search.ts';
import type { Area } from './summary.ts';
import type { View } from './view.ts';

export type Tool = 'pan' | 'select';

export interface ChartState {
  readonly scene: Scene;
  readonly view: View;
  readonly layout: LaneLayout;
  /** Of the chart without toolbar and panels, gutter and axis included; CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly scrollTop: number;
  readonly tool: Tool;
  readonly hovered: number | null;
  /** Where the pointer is, from the chart's corner; null while it is elsewhere or drags. */
  readonly pointer: { readonly x: number; readonly y: number } | null;
  readonly focused: number | null;
  readonly area: Area | null;
  readonly query: string;
  readonly found: Found | null;
}

export interface InitialView {
  readonly arrangement?: Arrangement;
  readonly measure?: Measure;
  /** Opens with this job focused and filling the width. */
  readonly jobId?: string;
  readonly query?: string;
}
