/** A timeline in the file format of speedscope: a profile of wall time for each worker, as the app's own export writes it. */
import type { Timeline } from '../../../pipeline/contract/timeline.ts';

export function speedscopeFile({ spans, names, lanes }: Timeline): string {
  const frames = JSON.stringify(names.map((name) => ({ name })));
  const profiles = lanes.map(({ slot }, lane) => profile(spans, lane, slot));
  return `{"$schema":"https://www.speedscope.app/file-format-schema.json","profiles":[${profiles.join(',')}],"shared":{"frames":${frames}}}`;
}

function profile(spans: Timeline['spans'], lane: number, slot: number): string {
  const events: string[] = [];
  const open: { frame: number; end: number }[] = [];
  let at = 0;
  const closeTo = (depth: number): void => {
    for (let closed = open[depth] && open.pop(); closed !== undefined; closed = open[depth] && open.pop()) {
      at = closed.end;
      events.push(`{"type":"C","frame":${closed.frame},"at":${at}}`);
    }
  };
  for (const [span, of] of spans.lane.entries()) {
    if (of !== lane) continue;
    closeTo(spans.depth[span] ?? 0);
    const [frame, start, wall] = [spans.name[span] ?? 0, spans.start_us[span] ?? 0, spans.wall_us[span] ?? 0];
    events.push(`{"type":"O","frame":${frame},"at":${start}}`);
    open.push({ frame, end: start + wall });
  }
  closeTo(0);
  return `{"type":"evented","name":"Worker ${slot + 1}","unit":"microseconds","startValue":0,"endValue":${at},"events":[${events.join(',')}]}`;
}
