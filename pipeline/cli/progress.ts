/**
 * Progress of a long task on stderr: a bar with the time left in a terminal, a line now and then elsewhere.
 */
import { Presets, SingleBar } from 'cli-progress';

export interface Progress {
  update(done: number, total: number, doing: string): void;
  stop(): void;
}

/** Without a terminal, a line is written when so much more is done, or so much time has passed. */
const LINE_SHARE = 0.1;
const LINE_EVERY_MS = 10_000;

export function startProgress(task: string): Progress {
  return process.stderr.isTTY ? barProgress(task) : lineProgress(task);
}

function barProgress(task: string): Progress {
  const bar = new SingleBar(
    {
      format: `${task} {bar} {value}/{total} · {duration_formatted} so far, {eta_formatted} left · {doing}`,
      hideCursor: true,
      clearOnComplete: true,
      stopOnComplete: false,
      etaBuffer: 30,
      fps: 8,
    },
    Presets.shades_classic,
  );
  let started = false;
  return {
    update(done, total, doing) {
      if (!started) bar.start(total, done, { doing });
      started = true;
      bar.setTotal(total);
      bar.update(done, { doing });
    },
    stop: () => bar.stop(),
  };
}

function lineProgress(task: string): Progress {
  let lastShare = -1;
  let lastTime = 0;
  return {
    update(done, total, doing) {
      const share = done / total;
      // A new stretch of the task begins.
      if (share < lastShare) lastShare = -1;
      const due = share - lastShare >= LINE_SHARE || Date.now() - lastTime >= LINE_EVERY_MS;
      if (!due && done !== total) return;
      if (share === lastShare) return;
      lastShare = share;
      lastTime = Date.now();
      process.stderr.write(`${task} ${done}/${total} · ${doing}\n`);
    },
    stop: () => undefined,
  };
}
