/**
 * The server that was pushed to last, and its password. The password is kept by the system's own safe where it has one, else
 * in memory until the app ends; it is handed out only for the user and the server that it was given for, so no other screen,
 * field or message can send it elsewhere.
 */
import { readFileSync } from 'node:fs';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import type { Connection } from '../../pipeline/contract/app-calls.ts';
import { type PostgresTarget, postgresTargetSchema } from '../../pipeline/contract/postgres.ts';

/** Electron's `safeStorage`; on Linux without a keyring it scrambles with a password that everybody knows. */
export interface Safe {
  isEncryptionAvailable(): boolean;
  getSelectedStorageBackend?(): string;
  encryptString(text: string): Buffer;
  decryptString(encrypted: Buffer): string;
}

const fileSchema = z.object({
  target: postgresTargetSchema.nullable().default(null),
  /** For whom the secret is; encrypted, base64. */
  secret: z.object({ holder: z.string(), encrypted: z.string() }).nullable().default(null),
});
type Kept = z.infer<typeof fileSchema>;
type InMemory = { readonly holder: string; readonly password: string } | null;

const OWNER_ONLY = 0o600;

const holderOf = ({ user, host, port }: PostgresTarget): string => JSON.stringify([user, host, port]);

export class Connections {
  readonly #file: string;
  readonly #safe: Safe;
  #kept: Kept;
  #inMemory: InMemory = null;
  /** What was forgotten a moment ago. */
  #forgotten: { readonly secret: Kept['secret']; readonly inMemory: InMemory } | null = null;

  constructor(file: string, safe: Safe) {
    this.#file = file;
    this.#safe = safe;
    this.#kept = readKept(file);
  }

  /** What a window may know. */
  describe(): Connection {
    const { target } = this.#kept;
    if (target === null) return { target, password: 'none' };
    if (this.#inMemory?.holder === holderOf(target)) return { target, password: 'until_quit' };
    return { target, password: this.#kept.secret?.holder === holderOf(target) ? 'kept' : 'none' };
  }

  async keepTarget(target: PostgresTarget): Promise<void> {
    await this.#write({ ...this.#kept, target });
  }

  async keepPassword(target: PostgresTarget, password: string): Promise<void> {
    const holder = holderOf(target);
    this.#forgotten = null;
    if (this.#isSafe()) {
      this.#inMemory = null;
      await this.#write({ target, secret: { holder, encrypted: this.#safe.encryptString(password).toString('base64') } });
    } else {
      this.#inMemory = { holder, password };
      await this.#write({ target, secret: null });
    }
  }

  /** Nobody is handed it from now on, and no file has it; until `finishForgetting` it can be brought back. */
  async forgetPassword(): Promise<void> {
    this.#forgotten = { secret: this.#kept.secret, inMemory: this.#inMemory };
    this.#inMemory = null;
    await this.#write({ ...this.#kept, secret: null });
  }

  /** Does nothing when another was given meanwhile, or it is too late. */
  async undoForget(): Promise<void> {
    if (this.#forgotten === null) return;
    const { secret, inMemory } = this.#forgotten;
    this.#forgotten = null;
    this.#inMemory = inMemory;
    await this.#write({ ...this.#kept, secret });
  }

  finishForgetting(): void {
    this.#forgotten = null;
  }

  /** Null where none was given for this user and server, or the safe does not open any more. */
  passwordFor(target: PostgresTarget): string | null {
    const holder = holderOf(target);
    if (this.#inMemory?.holder === holder) return this.#inMemory.password;
    const { secret } = this.#kept;
    if (secret?.holder !== holder) return null;
    try {
      return this.#safe.decryptString(Buffer.from(secret.encrypted, 'base64'));
    } catch {
      return null;
    }
  }

  #isSafe(): boolean {
    return this.#safe.isEncryptionAvailable() && this.#safe.getSelectedStorageBackend?.() !== 'basic_text';
  }

  async #write(kept: Kept): Promise<void> {
    this.#kept = kept;
    await writeFileAtomic(this.#file, `${JSON.stringify(kept, null, 2)}\n`, { mode: OWNER_ONLY });
  }
}

/** A file that is not there, or was spoilt, means that nothing is known. */
function readKept(file: string): Kept {
  try {
    return fileSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return fileSchema.parse({});
  }
}
