/** For tests: a certificate authority to throw away, and certificates that it signed. Knows no test runner. */
import { generate } from 'selfsigned';

export interface Certificate {
  /** PEM. */
  readonly cert: string;
  readonly key: string;
}

const DAY_MS = 86_400_000;
const signature = { algorithm: 'sha256', keyType: 'ec', curve: 'P-256' } as const;

export async function authority(name: string): Promise<Certificate> {
  const { cert, private: key } = await generate([{ name: 'commonName', value: name }], {
    ...signature,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  return { cert, key };
}

export interface Issue {
  /** Null: the certificate signs itself. */
  readonly by: Certificate | null;
  readonly hosts?: readonly string[];
  readonly addresses?: readonly string[];
  /** Days from now; negative ones are over. */
  readonly until?: number;
}

export async function certificate({ by, hosts = [], addresses = [], until = 30 }: Issue): Promise<Certificate> {
  const now = Date.now();
  const { cert, private: key } = await generate([{ name: 'commonName', value: hosts[0] ?? addresses[0] ?? 'nobody' }], {
    ...signature,
    notBeforeDate: new Date(now - 60 * DAY_MS),
    notAfterDate: new Date(now + until * DAY_MS),
    ...(by === null ? {} : { ca: by }),
    extensions: [
      { name: 'basicConstraints', cA: false },
      {
        name: 'subjectAltName',
        altNames: [...hosts.map((value) => ({ type: 2 as const, value })), ...addresses.map((ip) => ({ type: 7 as const, ip }))],
      },
    ],
  });
  return { cert, key };
}
