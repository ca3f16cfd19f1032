/**
 * The log: one file in the app's log folder, for the main process and for what the others complain of. At a size it becomes
 * the old one, and the one before goes.
 *
 *   const log = openLog(app.getPath('logs'), mask);
 *   log.info('run', 'begun: 12 documents');
 *   log.failure('window', error);
 *
 * Holds: every text passes the mask; of a document no more than its file's name is ever handed in; what cannot be written is
 * let be, the app goes on. Imports no Electron: of electron-log the half that does not open a way from the window.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import path from 'node:path';
import library from 'electron-log/node';
import { BenchError } from '../../pipeline/contract/errors.ts';
import type { Mask } from './mask.ts';

export interface Log {
  readonly file: string;
  info(source: string, text: string): void;
  warn(source: string, text: string): void;
  error(source: string, text: string): void;
  /** An error with its code, as a warning: most are a person's to put right. */
  failure(source: string, thrown: unknown): void;
  /** The last lines, oldest first. */
  tail(lines: number): string[];
}

/** Two files of this size at most; a run that ends well takes two lines. */
const MOST_BYTES = 1024 ** 2;
const LONGEST_LINE = 2000;
const MOST_LINES = 40;
const OWNER_ONLY = 0o600;

/** @param mostBytes after which a file is the old one */
export function openLog(folder: string, mask: Mask, mostBytes = MOST_BYTES): Log {
  const file = path.join(folder, 'rythmiq-bench.log');
  const logger = library.create({ logId: file });
  const { file: transport, console } = logger.transports;
  console.level = false;
  transport.resolvePathFn = () => file;
  transport.setAppName('Rythmiq Bench');
  transport.maxSize = mostBytes;
  transport.writeOptions = { flag: 'a', mode: OWNER_ONLY, encoding: 'utf8' };
  transport.format = ({ data, level, message }) => [`${message.date.toISOString()} ${level.padEnd(5)} ${String(data[0])}`];
  const write = (level: 'info' | 'warn' | 'error', source: string, text: string) =>
    logger[level](`${source}: ${tidy(mask.text(text))}`);
  return {
    file,
    info: (source, text) => write('info', source, text),
    warn: (source, text) => write('warn', source, text),
    error: (source, text) => write('error', source, text),
    failure(source, thrown) {
      const { code, message } = BenchError.wrap(thrown);
      write('warn', source, `${code}: ${message}`);
    },
    tail(lines) {
      const last = linesOf(file);
      const all = last.length < lines ? [...linesOf(path.join(folder, 'rythmiq-bench.old.log')), ...last] : last;
      return all.slice(-lines);
    },
  };
}

/** What a process wrote may hold anything; a line that begins a message can be told from one that goes on with it. */
function tidy(text: string): string {
  const lines = text.trim().split(/\r?\n/);
  const kept = lines.slice(0, MOST_LINES).map((line) => line.replaceAll(/\p{Cc}/gu, ' ').slice(0, LONGEST_LINE));
  return [...kept, ...(lines.length > MOST_LINES ? [`(${lines.length - MOST_LINES} lines more)`] : [])].join('\n    ');
}

/** Of the end of a file, which is not larger than it may be by much. */
function linesOf(file: string): string[] {
  let handle: number;
  try {
    handle = openSync(file, 'r');
  } catch {
    return [];
  }
  try {
    const { size } = fstatSync(handle);
    const bytes = Buffer.alloc(Math.min(size, MOST_BYTES));
    const read = readSync(handle, bytes, 0, bytes.length, size - bytes.length);
    return bytes
      .toString('utf8', 0, read)
      .split(/\r?\n/)
      .filter((line) => line !== '');
  } finally {
    closeSync(handle);
  }
}
