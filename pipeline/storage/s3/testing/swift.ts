/**
 * For tests: an S3 server of its own, on this machine, without a network. OpenStack Swift with its S3 interface is what Debian packages
 * (`swift-account swift-container swift-object swift-proxy`); it checks signatures, clocks, regions and rights like any other. Knows no
 * test runner.
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Swift's packages are Debian's, and so is the Python that finds them. */
const PYTHON = '/usr/bin/python3';
const RINGS = '/usr/bin/swift-ring-builder';
const servers = fileURLToPath(new URL('./swift-servers.py', import.meta.url));
const START_LIMIT_MS = 120_000;

export const swiftIsHere = (): boolean => existsSync('/usr/bin/swift-proxy-server') && existsSync(RINGS);

const REGION = 'us-east-1';
/** May do everything in the one account, or nothing in it. */
export const owner = { AWS_ACCESS_KEY_ID: 'bench:owner', AWS_SECRET_ACCESS_KEY: 'owner-secret-7f3a' };
export const stranger = { AWS_ACCESS_KEY_ID: 'bench:stranger', AWS_SECRET_ACCESS_KEY: 'stranger-secret-91bc' };

export interface SwiftServer {
  readonly port: number;
  /** The variables by which a program finds it and nothing else on this machine. */
  environment(keys?: Readonly<Record<string, string>>, port?: number): Record<string, string>;
  stop(): Promise<void>;
}

export async function startSwift(): Promise<SwiftServer> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-swift-'));
  const ports = await freePorts(4);
  await configure(folder, ports);
  const child = spawn(PYTHON, [servers, folder], { stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-2000);
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`Swift did not start: ${said}`)), START_LIMIT_MS);
    child.stdout.once('data', () => resolve());
    child.once('exit', () => reject(new Error(`Swift ended: ${said}`)));
    child.once('spawn', () => late.unref());
  });
  const [, , , port = 0] = ports;
  return {
    port,
    environment: (keys = owner, at = port) => ({
      AWS_ENDPOINT_URL: `http://127.0.0.1:${at}`,
      AWS_REGION: REGION,
      AWS_CONFIG_FILE: path.join(folder, 'none'),
      AWS_SHARED_CREDENTIALS_FILE: path.join(folder, 'none'),
      AWS_EC2_METADATA_DISABLED: 'true',
      ...keys,
    }),
    stop: async () => {
      child.kill('SIGKILL');
      await gone;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function configure(folder: string, [account = 0, container = 0, object = 0, proxy = 0]: readonly number[]): Promise<void> {
  await mkdir(path.join(folder, 'devices', 'd1'), { recursive: true });
  const write = (name: string, text: string) => writeFile(path.join(folder, name), text);
  await write('swift.conf', '[swift-hash]\nswift_hash_path_prefix = a\nswift_hash_path_suffix = b\n');
  const defaults = (port: number) => `[DEFAULT]
bind_ip = 127.0.0.1
bind_port = ${port}
mount_check = false
devices = ${path.join(folder, 'devices')}
swift_dir = ${folder}
fallocate_reserve = 0
`;
  for (const [name, port] of Object.entries({ account, container, object })) {
    const rings = (...words: string[]) => execFileSync(RINGS, [`${name}.builder`, ...words], { cwd: folder, stdio: 'ignore' });
    rings('create', '1', '1', '0');
    rings('add', `r1z1-127.0.0.1:${port}/d1`, '1');
    rings('rebalance');
    await write(`${name}.conf`, `${defaults(port)}[pipeline:main]\npipeline = app\n[app:app]\nuse = egg:swift#${name}\n`);
  }
  await write(
    'proxy.conf',
    `${defaults(proxy)}[pipeline:main]
pipeline = catch_errors cache s3api tempauth slo proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:1
[filter:s3api]
use = egg:swift#s3api
location = ${REGION}
[filter:tempauth]
use = egg:swift#tempauth
user_bench_owner = ${owner.AWS_SECRET_ACCESS_KEY} .admin
user_bench_stranger = ${stranger.AWS_SECRET_ACCESS_KEY}
[filter:slo]
use = egg:swift#slo
`,
  );
}

/** Held together until all are known, so that they differ. */
export async function freePorts(count: number): Promise<number[]> {
  const held = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(
    held.map(
      (server) =>
        new Promise<number>((resolve) => {
          server.listen(0, '127.0.0.1', () => {
            const address = server.address();
            resolve(typeof address === 'object' && address !== null ? address.port : 0);
          });
        }),
    ),
  );
  await Promise.all(held.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
