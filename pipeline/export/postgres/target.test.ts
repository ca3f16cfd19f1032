import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BenchError } from '../../contract/errors.ts';
import { Secret } from './secret.ts';
import { targetFromParts, targetFromUrl } from './target.ts';

describe('a URL', () => {
  test('says all there is to say', () => {
    const { target, password, remarks } = targetFromUrl(
      'postgresql://us%40er:p%3Ass@db.example.com:6543/my%20data?sslmode=verify-full&sslrootcert=/etc/ca.pem&connect_timeout=3',
    );
    expect(target).toMatchObject({
      host: 'db.example.com',
      port: 6543,
      database: 'my data',
      user: 'us@er',
      tls: 'verify-full',
      ca_file: '/etc/ca.pem',
      connect_timeout_seconds: 3,
    });
    expect(password?.reveal()).toBe('p:ss');
    expect(remarks).toEqual([]);
  });

  test.each(['disable', 'allow', 'prefer', 'require', 'verify-ca'])('cannot weaken TLS by sslmode=%s, and says so', (mode) => {
    const { target, remarks } = targetFromUrl(`postgres://u@h/d?sslmode=${mode}`);
    expect(target.tls).toBe('verify-full');
    expect(remarks).toEqual([expect.stringContaining(`sslmode=${mode}`)]);
    expect(targetFromUrl(`postgres://u@h/d?sslmode=${mode}`, { tls: 'require' })).toMatchObject({
      target: { tls: 'require' },
      remarks: [],
    });
  });

  test('of an IPv6 host, and of a local socket, which needs no TLS', () => {
    expect(targetFromUrl('postgresql://u@[::1]:5433/d').target).toMatchObject({ host: '::1', port: 5433 });
    expect(targetFromUrl('postgresql://u@/d?host=/var/run/postgresql').target).toMatchObject({
      host: '/var/run/postgresql',
      tls: 'disable',
    });
  });

  test('whose parameters are not all known tells which were not used', () => {
    expect(targetFromUrl('postgresql://u@h/d?pgbouncer=true&schema=x').remarks).toEqual([
      'Not used of the URL: pgbouncer, schema.',
    ]);
  });

  test.each([
    ['mysql://u@h/d', 'postgresql://'],
    ['postgresql://u@h', 'database'],
    ['postgresql://h/d', 'user'],
    ['postgresql:///d', 'host'],
    ['postgresql://u:p%zz@h/d', 'percent-encoding'],
    ['postgresql://u:p/w#x@h/d', ''],
    ['postgresql://u@a,b/d', 'several hosts'],
    ['postgresql://u@h:99999/d', ''],
    ['postgresql://u@h/d?sslmode=maybe', 'sslmode'],
    ['postgresql://u@h/d?sslcert=/a.pem', 'key'],
  ])('%s is refused', (url, holding) => {
    const attempt = () => targetFromUrl(url);
    expect(attempt).toThrow(BenchError);
    expect(attempt).toThrow(expect.objectContaining({ code: 'postgres.bad_url', message: expect.stringContaining(holding) }));
  });

  test('of any user, password and database comes back as it was', () => {
    const text = fc
      .string({ minLength: 1, maxLength: 40, unit: 'binary' })
      .filter((value) => value.isWellFormed() && value.length <= 40);
    fc.assert(
      fc.property(text, text, text, (user, secret, database) => {
        const parts = [user, secret, database].map(encodeURIComponent);
        const named = targetFromUrl(`postgresql://${parts[0]}:${parts[1]}@h/${parts[2]}`);
        expect(named.target).toMatchObject({ user, database });
        expect(named.password?.reveal()).toBe(secret);
      }),
    );
  });

  test('that cannot be used is not repeated in what is thrown', () => {
    fc.assert(
      fc.property(fc.string(), (rest) => {
        try {
          targetFromUrl(`postgresql://u:canary${rest}`);
        } catch (thrown) {
          expect(thrown).toMatchObject({ code: 'postgres.bad_url' });
          expect(inspect(thrown, { depth: 9 })).not.toContain('canary');
        }
      }),
    );
  });
});

test('parts without a host name no server', () => {
  expect(() => targetFromParts({ database: 'd' }, null)).toThrow(expect.objectContaining({ code: 'postgres.no_target' }));
});

test('a secret shows itself to nobody but who asks for it', () => {
  const secret = new Secret('canary');
  const shown = [
    String(secret),
    `${secret}`,
    JSON.stringify({ secret }),
    inspect({ secret }),
    inspect(secret, { showHidden: true }),
    Object.values(secret).join(),
  ];
  for (const text of shown) expect(text).not.toContain('canary');
  expect(secret.scrub('it is canary, canary')).toBe('it is [secret], [secret]');
  expect(new Secret('').scrub('all of it')).toBe('all of it');
});
