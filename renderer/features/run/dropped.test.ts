import { expect, test } from 'vitest';
import { decideDrop, parentOf } from './dropped.ts';

const file = (place: string) => ({ place, isFolder: false });
const folder = (place: string) => ({ place, isFolder: true });

test('one folder or one file is taken as it is', () => {
  expect(decideDrop([folder('/scans')])).toEqual({ kind: 'take', place: '/scans', remark: null });
  expect(decideDrop([file('/scans/a.jpg')])).toEqual({ kind: 'take', place: '/scans/a.jpg', remark: null });
});

test('files of one folder choose that folder, and say so', () => {
  const decision = decideDrop([file('/scans/a.jpg'), file('/scans/b.jpg')]);
  expect(decision).toMatchObject({ kind: 'take', place: '/scans' });
  expect(decision.kind === 'take' && decision.remark).toContain('2 files were dropped');
});

test('what has no one folder is refused with what to do', () => {
  const refused = [
    decideDrop([file('/a/1.jpg'), file('/b/1.jpg')]),
    decideDrop([folder('/a'), folder('/b')]),
    decideDrop([folder('/a'), file('/b.jpg')]),
    decideDrop([]),
    decideDrop([file('')]),
  ];
  expect(refused.map(({ kind }) => kind)).toEqual(['refuse', 'refuse', 'refuse', 'refuse', 'refuse']);
  for (const decision of refused) expect(decision.kind === 'refuse' && decision.reason).toMatch(/drop/);
});

test('things that are not on the disk are passed over beside one that is', () => {
  expect(decideDrop([file(''), folder('/scans')])).toMatchObject({ kind: 'take', place: '/scans' });
});

test('parents of Windows and of root files', () => {
  expect(parentOf('C:\\scans\\a.jpg')).toBe('C:\\scans');
  expect(parentOf('C:\\a.jpg')).toBe('C:\\');
  expect(parentOf('/a.jpg')).toBe('/');
});
