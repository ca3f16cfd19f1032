/** For tests: a real PgBouncer in transaction mode before a server. Knows no test runner. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, type PostgresServer, serverFolder, serverUser } from './server.ts';

const program = ['/usr/sbin/pgbouncer', '/usr/bin/pgbouncer'].find((file) => existsSync(file));

export const hasBouncer = (): boolean => program !== undefined;

export class Bouncer {
  readonly port: number;
  readonly #child: ChildProcess;
  readonly #folder: string;

  private constructor(port: number, child: ChildProcess, folder: string) {
    this.port = port;
    this.#child = child;
    this.#folder = folder;
  }

  /** Few sessions of the server for many of ours, so that each transaction may get another. */
  static async start(server: PostgresServer, users: Readonly<Record<string, string>>, sessions = 2): Promise<Bouncer> {
    const folder = await serverFolder();
    const port = await freePort();
    const userList = path.join(folder, 'users.txt');
    await writeFile(
      userList,
      Object.entries(users)
        .map(([user, password]) => `"${user}" "${password}"\n`)
        .join(''),
    );
    const settings = path.join(folder, 'bouncer.ini');
    await writeFile(
      settings,
      [
        '[databases]',
        `* = host=${server.folder} port=${server.port}`,
        '[pgbouncer]',
        `listen_addr = 127.0.0.1`,
        `listen_port = ${port}`,
        'unix_socket_dir =',
        'auth_type = scram-sha-256',
        `auth_file = ${userList}`,
        'pool_mode = transaction',
        `default_pool_size = ${sessions}`,
        'max_client_conn = 50',
        '',
      ].join('\n'),
    );
    const child = spawn(String(program), [settings], { ...serverUser(), cwd: folder, stdio: 'ignore' });
    const bouncer = new Bouncer(port, child, folder);
    for (let waited = 0; waited < 100; waited += 1) {
      if (await answers(port)) return bouncer;
      await sleep(100);
    }
    throw new Error('PgBouncer does not answer.');
  }

  async stop(): Promise<void> {
    this.#child.kill('SIGKILL');
    await rm(this.#folder, { recursive: true, force: true });
  }
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    }).on('error', () => resolve(false));
  });
