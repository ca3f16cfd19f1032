/** For tests: a way to an S3 server that misbehaves when it is told to. Knows no test runner. */
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { freePorts } from './swift.ts';

/** What befalls the answers to GET, PUT … requests of one method, so many of them. */
export type Fault = { readonly method: string; readonly times: number } & (
  | { readonly kind: 'cut'; readonly afterBytes: number }
  | { readonly kind: 'silence'; readonly afterBytes: number }
  | { readonly kind: 'slow'; readonly chunkBytes: number; readonly everyMs: number }
  /** More comes than the server states, without an end. */
  | { readonly kind: 'flood' }
  | { readonly kind: 'understate'; readonly bytes: number }
  | { readonly kind: 'refuse'; readonly status: number; readonly code: string }
  /** The server does what it was asked, and nobody hears of it. */
  | { readonly kind: 'unanswered' }
);

export class FaultProxy {
  readonly port: number;
  /** Requests of any method that came. */
  requests = 0;
  /** Bytes of bodies that were passed to who asked. */
  passed = 0;
  #fault: Fault | null = null;
  #left = 0;
  readonly #target: number;
  readonly #server = createServer((question, answer) => this.#pass(question, answer));

  private constructor(port: number, target: number) {
    this.port = port;
    this.#target = target;
  }

  static async start(target: number): Promise<FaultProxy> {
    const [port = 0] = await freePorts(1);
    const proxy = new FaultProxy(port, target);
    await new Promise<void>((resolve) => proxy.#server.listen(port, '127.0.0.1', resolve));
    return proxy;
  }

  arm(fault: Fault | null): void {
    this.#fault = fault;
    this.#left = fault?.times ?? 0;
    this.requests = 0;
    this.passed = 0;
  }

  stop(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  #pass(question: IncomingMessage, answer: ServerResponse): void {
    this.requests += 1;
    const fault = this.#fault?.method === question.method && this.#left > 0 ? this.#fault : null;
    if (fault !== null) this.#left -= 1;
    if (fault?.kind === 'refuse') {
      question.resume();
      answer.writeHead(fault.status, { 'content-type': 'application/xml', 'x-amz-request-id': 'tx1' });
      answer.end(`<?xml version="1.0"?><Error><Code>${fault.code}</Code><Message>secret words</Message></Error>`);
      return;
    }
    const { method, url, headers } = question;
    // The name of the host is signed, so it stays ours.
    const onward = request({ host: '127.0.0.1', port: this.#target, method, path: url, headers }, (come) => {
      if (fault?.kind === 'unanswered') {
        come.resume().once('end', () => question.socket.resetAndDestroy());
        return;
      }
      this.#answer(come, answer, question, fault);
    });
    onward.on('error', () => question.socket.destroy());
    question.pipe(onward);
  }

  #answer(come: IncomingMessage, answer: ServerResponse, question: IncomingMessage, fault: Fault | null): void {
    const headers = { ...come.headers };
    if (fault?.kind === 'understate') headers['content-length'] = String(fault.bytes);
    if (fault?.kind === 'flood') delete headers['content-length'];
    answer.writeHead(come.statusCode ?? 502, headers);
    const put = (bytes: Buffer) => {
      this.passed += bytes.length;
      return answer.write(bytes);
    };
    if (fault === null) {
      come.on('data', put).once('end', () => answer.end());
      return;
    }
    const chunks: Buffer[] = [];
    come
      .on('data', (bytes: Buffer) => chunks.push(bytes))
      .once('end', () => misbehave(fault, Buffer.concat(chunks), { put, answer, question }));
  }
}

interface Line {
  readonly put: (bytes: Buffer) => boolean;
  readonly answer: ServerResponse;
  readonly question: IncomingMessage;
}

function misbehave(fault: Fault, body: Buffer, { put, answer, question }: Line): void {
  switch (fault.kind) {
    case 'cut':
      put(body.subarray(0, fault.afterBytes));
      setImmediate(() => question.socket.destroy());
      return;
    case 'silence':
      put(body.subarray(0, fault.afterBytes));
      return;
    case 'understate':
      put(body.subarray(0, fault.bytes));
      answer.end();
      return;
    case 'flood': {
      const more = () => {
        while (!answer.destroyed && put(body));
      };
      answer.on('drain', more);
      more();
      return;
    }
    case 'slow': {
      let at = 0;
      const next = () => {
        if (answer.destroyed) return;
        put(body.subarray(at, at + fault.chunkBytes));
        at += fault.chunkBytes;
        if (at >= body.length) answer.end();
        else setTimeout(next, fault.everyMs);
      };
      next();
      return;
    }
    case 'refuse':
    case 'unanswered':
      return;
  }
}
