import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { postgresTargetSchema } from '../../pipeline/contract/postgres.ts';
import { Connections, type Safe } from './connections.ts';

const target = postgresTargetSchema.parse({ host: 'db.example.com', database: 'production', user: 'bench' });
const reversed = (text: string) => [...text].reverse().join('');
const safe = (changes: Partial<Safe> = {}): Safe => ({
  isEncryptionAvailable: () => true,
  getSelectedStorageBackend: () => 'gnome_libsecret',
  encryptString: (text) => Buffer.from(reversed(text)),
  decryptString: (encrypted) => reversed(encrypted.toString()),
  ...changes,
});

let file: string;
beforeEach(() => {
  const folder = mkdtempSync(path.join(tmpdir(), 'rbench-connections-'));
  file = path.join(folder, 'connections.json');
  onTestFinished(() => rmSync(folder, { recursive: true }));
});

describe('with a safe', () => {
  test('the password is found again after a restart, and no file holds it in the clear', async () => {
    await new Connections(file, safe()).keepPassword(target, 'canary');
    const later = new Connections(file, safe());
    expect(later.describe()).toEqual({ target, password: 'kept' });
    expect(later.passwordFor(target)).toBe('canary');
    expect(readFileSync(file, 'utf8')).not.toContain('canary');
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  test.each([{ host: 'evil.example.com' }, { user: 'other' }, { port: 6543 }])('it is for nobody else: %j', async (change) => {
    const connections = new Connections(file, safe());
    await connections.keepPassword(target, 'canary');
    expect(connections.passwordFor({ ...target, ...change })).toBeNull();
    await connections.keepTarget({ ...target, ...change });
    expect(connections.describe().password).toBe('none');
    expect(connections.passwordFor({ ...target, database: 'staging' })).toBe('canary');
  });

  test('it is forgotten when asked to, and when the safe does not open', async () => {
    const connections = new Connections(file, safe());
    await connections.keepPassword(target, 'canary');
    await connections.forgetPassword();
    expect(connections.passwordFor(target)).toBeNull();
    expect(new Connections(file, safe()).passwordFor(target)).toBeNull();
    await connections.keepPassword(target, 'canary');
    const broken = safe({
      decryptString: () => {
        throw new Error('locked');
      },
    });
    expect(new Connections(file, broken).passwordFor(target)).toBeNull();
  });
});

describe.each([
  ['a safe', {}],
  ['no safe', { isEncryptionAvailable: () => false }],
])('forgetting, with %s,', (_, change) => {
  test('is taken back for a while', async () => {
    const connections = new Connections(file, safe(change));
    await connections.keepPassword(target, 'canary');
    await connections.forgetPassword();
    await connections.undoForget();
    expect(connections.passwordFor(target)).toBe('canary');
  });

  test('is for good when its time has come, or another password was given', async () => {
    const connections = new Connections(file, safe(change));
    await connections.keepPassword(target, 'canary');
    await connections.forgetPassword();
    connections.finishForgetting();
    await connections.undoForget();
    expect(connections.passwordFor(target)).toBeNull();
    await connections.keepPassword(target, 'canary');
    await connections.forgetPassword();
    await connections.keepPassword(target, 'newer');
    await connections.undoForget();
    expect(connections.passwordFor(target)).toBe('newer');
  });
});

describe.each([
  ['no encryption', { isEncryptionAvailable: () => false }],
  ['a Linux without a keyring', { getSelectedStorageBackend: () => 'basic_text' }],
])('with %s', (_, change) => {
  test('the password lasts until the app ends, and is written nowhere', async () => {
    const connections = new Connections(file, safe(change));
    await connections.keepPassword(target, 'canary');
    expect(connections.describe()).toEqual({ target, password: 'until_quit' });
    expect(connections.passwordFor(target)).toBe('canary');
    const written = readFileSync(file, 'utf8');
    expect(written).not.toContain('canary');
    expect(written).not.toContain(reversed('canary'));
    expect(new Connections(file, safe(change)).describe()).toEqual({ target, password: 'none' });
  });
});

test('a spoilt file is as none', () => {
  writeFileSync(file, '{"target": 7}');
  expect(new Connections(file, safe()).describe()).toEqual({ target: null, password: 'none' });
});
