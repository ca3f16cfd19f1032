/** For tests: a line to a server that breaks when it is told to. Knows no test runner. */
import { createConnection, createServer, type Socket } from 'node:net';
import { freePort } from './server.ts';

export type Cut =
  /** After so many bytes of ours went through. */
  | { readonly afterBytes: number }
  /** Before the server hears, or before we hear the answer to, the n-th message of ours whose text has `holding`. */
  | { readonly holding: string; readonly number: number; readonly answer: 'unheard' | 'lost' };

export class FaultProxy {
  readonly port: number;
  /** Bytes that went to the server since the last `arm`. */
  sent = 0;
  readonly #server: ReturnType<typeof createServer>;
  readonly #lines = new Set<Socket>();
  #cut: Cut | null = null;
  #seen = 0;

  private constructor(port: number, target: number) {
    this.port = port;
    this.#server = createServer((ours) => this.#join(ours, createConnection(target, '127.0.0.1')));
  }

  static async start(target: number): Promise<FaultProxy> {
    const proxy = new FaultProxy(await freePort(), target);
    await new Promise<void>((resolve) => proxy.#server.listen(proxy.port, '127.0.0.1', resolve));
    return proxy;
  }

  /** Null: the line holds. */
  arm(cut: Cut | null): void {
    this.#cut = cut;
    this.#seen = 0;
    this.sent = 0;
  }

  stop(): Promise<void> {
    this.#breakAll();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  #join(ours: Socket, theirs: Socket): void {
    let deaf = false;
    for (const [socket, other] of [
      [ours, theirs],
      [theirs, ours],
    ] as const) {
      this.#lines.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.#lines.delete(socket);
        other.destroy();
      });
    }
    ours.on('data', (bytes) => {
      const cut = this.#cut;
      if (cut !== null && 'afterBytes' in cut && this.sent + bytes.length > cut.afterBytes) {
        theirs.write(bytes.subarray(0, Math.max(0, cut.afterBytes - this.sent)));
        this.#breakSoon(ours, theirs);
        return;
      }
      this.sent += bytes.length;
      if (cut !== null && 'holding' in cut && bytes.includes(cut.holding) && ++this.#seen === cut.number) {
        if (cut.answer === 'unheard') return this.#breakSoon(ours, theirs);
        deaf = true;
      }
      theirs.write(bytes);
    });
    theirs.on('data', (bytes) => {
      // The server did what it was asked, and nobody hears that it did.
      if (deaf) this.#breakSoon(ours, theirs);
      else ours.write(bytes);
    });
  }

  /** What was written goes out first; then the line is reset, not closed politely. */
  #breakSoon(ours: Socket, theirs: Socket): void {
    this.#cut = null;
    theirs.write('', () => {
      theirs.resetAndDestroy();
      ours.resetAndDestroy();
    });
  }

  #breakAll(): void {
    for (const line of this.#lines) line.resetAndDestroy();
  }
}
