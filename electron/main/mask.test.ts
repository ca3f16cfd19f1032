import { expect, test } from 'vitest';
import { Mask } from './mask.ts';

const CANARY = 'c4n@ry/pa"ss';

test.each([
  'postgres://ann:c4nary@db:5432/bench',
  'postgres://c4nary@db/bench',
  'connect to https://ann:p@c4nary@db/bench?x=1 failed',
  'password=c4nary',
  'PGPASSWORD: c4nary',
  '{"password":"c4nary with \\" and spaces","user":"ann"}',
  "{ api_key: 'c4nary' }",
  'aws_secret_access_key = c4nary',
  'x-amz-security-token=c4nary&y=2',
  'Authorization: Basic c4nary== and more',
  'sent Bearer c4nary.c4nary',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJc4nary.c4nary',
  '-----BEGIN RSA PRIVATE KEY-----\nc4nary\nc4nary\n-----END RSA PRIVATE KEY-----',
  '-----BEGIN PRIVATE KEY-----\nc4nary',
])('no secret is left of %s', (text) => {
  const masked = new Mask('/home/ann').text(text);
  expect(masked).toContain('[secret]');
  expect(masked).not.toContain('c4nary');
});

test('a secret that was learnt is found wherever it stands, and however it is spelt', () => {
  const mask = new Mask('/home/ann');
  mask.learn(CANARY);
  const text = mask.text(`failed for ${CANARY} or ${encodeURIComponent(CANARY)} or ${JSON.stringify({ pw: CANARY })}`);
  expect(text).toBe('failed for [secret] or [secret] or {"pw":"[secret]"}');
});

test('one secret in another does not leave the rest of it', () => {
  const mask = new Mask('/home/ann');
  mask.learn('hunter');
  mask.learn('hunter2000');
  expect(mask.text('hunter2000 hunter')).toBe('[secret] [secret]');
});

test('a secret of three letters is not told by their absence', () => {
  const mask = new Mask('/home/ann');
  mask.learn('run');
  expect(mask.text('the run ended')).toBe('the run ended');
});

test.each([
  ['/home/ann', 'cannot read /home/ann/scans/a.jpg', 'cannot read ~/scans/a.jpg'],
  ['/home/ann', 'file:///home/ann/x.js:3', 'file://~/x.js:3'],
  ['/home/ann', '/home/anna/x and /home/ann-2 and /home/ann', '/home/anna/x and /home/ann-2 and ~'],
  ['C:\\Users\\Ann', 'C:\\Users\\Ann\\a C:/Users/Ann/a "C:\\\\Users\\\\Ann\\\\a"', '~\\a ~/a "~\\\\a"'],
  ['/', '/tmp/x', '/tmp/x'],
  ['', 'nothing', 'nothing'],
])('with the home %s, %s reads %s', (home, text, expected) => {
  expect(new Mask(home).text(text)).toBe(expected);
});

test.each([
  'engine.died: The engine process ended (killed by SIGKILL); finished jobs are safe.',
  'run 0b7d1c52-4c1e-4f3a-9a55-6f2f0c9f1d11 ended: completed, 12 documents read',
  'reader: app://bench/index.js 12:30:01',
  'mail somebody@example.com about it',
])('what is no secret stays: %s', (text) => expect(new Mask('/home/ann').text(text)).toBe(text));
