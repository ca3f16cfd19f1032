/** For tests: a log that keeps its lines in memory. Knows no test runner. */
import { BenchError } from '../../../pipeline/contract/errors.ts';
import type { Log } from '../log.ts';

export function notedLog() {
  const lines: string[] = [];
  const say = (level: string) => (source: string, text: string) => void lines.push(`${level} ${source}: ${text}`);
  const log: Log = {
    file: 'noted.log',
    info: say('info'),
    warn: say('warn'),
    error: say('error'),
    failure: (source, thrown) => say('warn')(source, BenchError.wrap(thrown).code),
    tail: (count) => lines.slice(-count),
  };
  return { log, lines };
}
