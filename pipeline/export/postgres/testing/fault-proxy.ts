/** For tests: a line to a server that breaks when it is told to. Knows no test runner. */
import { createConnection, createServer, type Socket } from 'node:net';
import { freePort } from './server.ts';

/** When the line breaks: at the n-th time that something of ours holds this text. */
export interface Cut {
  readonly holding: string;
  readonly number: number;
  /** The server never hears it; hears it, and its answer is lost; or hears so many bytes after it. */
  readonly then: 'unheard' | 'unanswered' | number;
}

export class FaultProxy {
  readonly port: number;
  /** How often it broke. */
  cuts = 0;
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
  }

  stop(): Promise<void> {
    this.#breakAll();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  #join(ours: Socket, theirs: Socket): void {
    let deaf = false;
    let left = Number.POSITIVE_INFINITY;
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
      if (cut !== null && bytes.includes(cut.holding) && ++this.#seen === cut.number) {
        if (cut.then === 'unheard') return this.#breakSoon(ours, theirs);
        if (cut.then === 'unanswered') deaf = true;
        else left = cut.then + bytes.indexOf(cut.holding) + cut.holding.length;
      }
      theirs.write(bytes.subarray(0, left));
      left -= bytes.length;
      if (left <= 0) this.#breakSoon(ours, theirs);
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
    this.cuts += 1;
    theirs.write('', () => {
      theirs.resetAndDestroy();
      ours.resetAndDestroy();
    });
  }

  #breakAll(): void {
    for (const line of this.#lines) line.resetAndDestroy();
  }
}
