/** A gateway by https: a real one behind a server that ends TLS, as a proxy in front of it does. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createPlainServer, request } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { expect, onTestFinished, test } from 'vitest';
import { defaultLimits } from '../../contract/load.ts';
import { authority, type Certificate, certificate } from '../../export/postgres/testing/certificates.ts';
import { startGateway } from '../gateway/gateway.ts';
import { MemoryIntake } from '../testing/memory-intake.ts';
import { probeGateway, readAuthority } from './probe.ts';
import { UploadClient } from './upload-client.ts';

const token = 'the token of the gateway';

async function secureGateway({ cert, key }: Certificate, ca: Certificate) {
  const folder = mkdtempSync(path.join(tmpdir(), 'rbench-probe-'));
  const intake = new MemoryIntake(10);
  const gateway = await startGateway({ intake, limits: defaultLimits, token, folder, port: 0 });
  const proxy = createServer({ cert, key }, (incoming, answer) => {
    const passed = request(`${gateway.url}${incoming.url}`, { method: incoming.method, headers: incoming.headers }, (reply) => {
      answer.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(answer);
    });
    passed.on('error', () => answer.destroy());
    incoming.pipe(passed);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    proxy.closeAllConnections();
    proxy.close();
    await gateway.close();
    rmSync(folder, { recursive: true });
  });
  const ca_file = path.join(folder, 'authority.pem');
  writeFileSync(ca_file, ca.cert);
  return { url: `https://127.0.0.1:${(proxy.address() as AddressInfo).port}`, ca_file, intake };
}

test('a gateway by https takes documents from whoever trusts its authority', async () => {
  const ca = await authority('the authority of the test');
  const { intake, ...address } = await secureGateway(await certificate({ by: ca, addresses: ['127.0.0.1'] }), ca);
  await probeGateway({ ...address, token });
  const client = new UploadClient({ ...address, token }, 5000, await readAuthority({ ...address, token }));
  onTestFinished(() => client.close());
  const content = await sharp({ create: { width: 64, height: 64, channels: 3, background: 'teal' } })
    .jpeg()
    .toBuffer();
  expect(await client.upload({ name: 'a.jpg', content, webhook: null, arrival: 0 })).toMatchObject({
    kind: 'accepted',
    status: 202,
  });
  expect(intake.taken).toMatchObject([{ name: 'a.jpg', bytes: content.length }]);
});

test('its certificate is verified: by whom it is signed, for which name', async () => {
  const ca = await authority('the authority of the test');
  const another = await authority('another authority');
  const good = await secureGateway(await certificate({ by: ca, addresses: ['127.0.0.1'] }), ca);
  await expect(probeGateway({ url: good.url, token })).rejects.toMatchObject({ code: 'load.gateway_untrusted' });
  const foreign = await secureGateway(await certificate({ by: another, addresses: ['127.0.0.1'] }), ca);
  await expect(probeGateway({ url: foreign.url, ca_file: foreign.ca_file, token })).rejects.toMatchObject({
    code: 'load.gateway_untrusted',
  });
  const misnamed = await secureGateway(await certificate({ by: ca, hosts: ['ocr.example'] }), ca);
  await expect(probeGateway({ url: misnamed.url, ca_file: misnamed.ca_file, token })).rejects.toMatchObject({
    code: 'load.gateway_untrusted',
  });
});

test('no gateway, another server, another token and a file that is no certificate each have their sentence', async () => {
  for (const url of ['https://127.0.0.1:1', 'http://127.0.0.1:1'])
    await expect(probeGateway({ url, token })).rejects.toMatchObject({
      code: 'load.gateway_unreachable',
      details: { reason: 'ECONNREFUSED' },
    });
  const other = createPlainServer((_, answer) => answer.end('<html>hello</html>'));
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void other.close());
  const plain = `127.0.0.1:${(other.address() as AddressInfo).port}`;
  await expect(probeGateway({ url: `http://${plain}`, token })).rejects.toMatchObject({ code: 'load.not_a_gateway' });
  await expect(probeGateway({ url: `https://${plain}`, token })).rejects.toMatchObject({ code: 'load.gateway_unreachable' });
  const ca = await authority('the authority of the test');
  const good = await secureGateway(await certificate({ by: ca, addresses: ['127.0.0.1'] }), ca);
  await expect(probeGateway({ url: good.url, ca_file: good.ca_file, token: 'another' })).rejects.toMatchObject({
    code: 'load.gateway_token',
  });
  await expect(probeGateway({ url: good.url, ca_file: import.meta.filename, token })).rejects.toMatchObject({
    code: 'load.bad_ca',
  });
});
