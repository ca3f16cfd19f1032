import { expect, test } from 'vitest';
import { loggedHost } from './logged-host.ts';
import { notedLog } from './testing/noted-log.ts';
import { playedHost } from './testing/played-host.ts';

function started() {
  const { host, started: processes } = playedHost();
  const { log, lines } = notedLog();
  const heard: string[] = [];
  loggedHost(host, log).start(new URL('file:///app/engine.js'), {
    message: () => undefined,
    line: () => undefined,
    complaint: (text) => heard.push(text),
    exit: (reason) => heard.push(reason),
  });
  const events = processes[0]?.events;
  return { say: (text: string) => events?.complaint?.(text), end: (reason: string) => events?.exit(reason), lines, heard };
}

test('what a process complains of is logged by line, however it arrives, and passed on as it was', () => {
  const { say, end, lines, heard } = started();
  say('one\ntw');
  say('o\n\nthr');
  end('killed by SIGKILL');
  expect(lines).toEqual(['warn engine: one', 'warn engine: two', 'warn engine: thr', 'warn engine: ended: killed by SIGKILL']);
  expect(heard).toEqual(['one\ntw', 'o\n\nthr', 'killed by SIGKILL']);
});

test('a flood is cut short, and the end is told still', () => {
  const { say, end, lines } = started();
  for (let number = 0; number < 5000; number++) say(`GLib-CRITICAL ${number}\n`);
  end('exit code 1');
  expect(lines).toHaveLength(202);
  expect(lines.slice(-2)).toEqual(['warn engine: what it writes from here on is left out', 'warn engine: ended: exit code 1']);
});

test('a process that was let go says nothing', () => {
  const { end, lines } = started();
  end('exit code 0');
  expect(lines).toEqual([]);
});
