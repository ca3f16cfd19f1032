/**
 * Whether another machine's gateway is there, is one, and lets us in: asked once before a load, so that a wrong address is a
 * sentence and not a test whose every upload failed.
 */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';
import { BenchError, reasonOf, systemCodeOf } from '../../contract/errors.ts';
import type { GatewayAddress } from '../../contract/load.ts';
import { UploadClient } from './upload-client.ts';

const PROBE_MS = 10_000;

/** @throws BenchError `load.gateway_*`, `load.not_a_gateway`, `load.bad_ca` */
export async function probeGateway(gateway: GatewayAddress): Promise<void> {
  const client = new UploadClient(gateway, PROBE_MS, await readAuthority(gateway));
  const { url } = gateway;
  try {
    const health = await client.ask('/healthz');
    if (health.status !== 200 || parsed(health.text)?.status !== 'ok')
      throw new BenchError('load.not_a_gateway', { url, reason: `/healthz answers ${health.status}` });
    // Nobody's job: whoever is let in hears that there is none.
    const { status } = await client.ask(`/v1/jobs/${randomUUID()}`);
    if (status === 401 || status === 403) throw new BenchError('load.gateway_token', { url });
    if (status !== 404)
      throw new BenchError('load.not_a_gateway', { url, reason: `a job that nobody has is answered ${status}` });
  } catch (thrown) {
    if (thrown instanceof BenchError) throw thrown;
    const system = systemCodeOf(thrown);
    const reason = system ?? reasonOf(thrown);
    throw new BenchError(isAboutTrust(system) ? 'load.gateway_untrusted' : 'load.gateway_unreachable', { url, reason });
  } finally {
    client.close();
  }
}

/** @throws BenchError `load.bad_ca` */
export async function readAuthority({ ca_file }: GatewayAddress): Promise<string | null> {
  if (ca_file === undefined) return null;
  try {
    const ca = await readFile(ca_file, 'utf8');
    // Node takes what is no certificate without a word.
    if (!ca.includes('-----BEGIN CERTIFICATE-----')) throw new Error('it holds no certificate');
    createSecureContext({ ca });
    return ca;
  } catch (thrown) {
    throw new BenchError('load.bad_ca', { file: ca_file, reason: reasonOf(thrown) });
  }
}

const isAboutTrust = (code = ''): boolean => /CERT|SIGNATURE|ISSUER|INVALID_PURPOSE|INVALID_CA/.test(code);

function parsed(text: string): { readonly status?: unknown } | null {
  try {
    return JSON.parse(text) as { readonly status?: unknown } | null;
  } catch {
    return null;
  }
}
