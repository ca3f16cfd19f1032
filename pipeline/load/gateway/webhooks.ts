/**
 * Tells whoever sent a document that its job has ended, by posting the metrics contract. Tried again when it fails, a few times
 * and ever later, and given up then: the job's end is kept, and `GET /v1/jobs/:id` has it.
 */
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import type { MetricsContract } from '../../contract/metrics.ts';

export interface WebhookOptions {
  readonly timeoutMs: number;
  /** Pauses before the second, third … try. */
  readonly pausesMs: readonly number[];
  /** At once; the others wait. */
  readonly most: number;
}

const defaultWebhookOptions: WebhookOptions = { timeoutMs: 5000, pausesMs: [200, 1000, 5000], most: 20 };

export interface WebhookCounts {
  readonly delivered: number;
  readonly given_up: number;
  readonly under_way: number;
}

export class Webhooks {
  readonly #options: WebhookOptions;
  readonly #waiting: { readonly origin: string; readonly go: () => void }[] = [];
  readonly #underWay = new Set<Promise<void>>();
  readonly #busy = new Map<string, number>();
  readonly #stop = new AbortController();
  #delivered = 0;
  #givenUp = 0;

  constructor(options: WebhookOptions = defaultWebhookOptions) {
    this.#options = options;
  }

  get counts(): WebhookCounts {
    return { delivered: this.#delivered, given_up: this.#givenUp, under_way: this.#underWay.size };
  }

  /** Returns at once. */
  send(to: URL, contract: MetricsContract): void {
    const sending = this.#deliver(to, JSON.stringify(contract)).finally(() => this.#underWay.delete(sending));
    this.#underWay.add(sending);
  }

  /** Resolves when none is under way; those that are after `withinMs`, or some moments after `stop` aborts, are given up. */
  async settle(withinMs: number, stop: AbortSignal): Promise<void> {
    const giveUp = () => this.#stop.abort();
    const soon = () => setTimeout(giveUp, this.#options.timeoutMs);
    const timers = [setTimeout(giveUp, withinMs), ...(stop.aborted ? [soon()] : [])];
    const stopped = () => timers.push(soon());
    stop.addEventListener('abort', stopped, { once: true });
    await Promise.all(this.#underWay);
    stop.removeEventListener('abort', stopped);
    for (const timer of timers) clearTimeout(timer);
  }

  async #deliver(to: URL, body: string): Promise<void> {
    const { signal } = this.#stop;
    for (const pause of [0, ...this.#options.pausesMs]) {
      if (pause > 0) await sleep(pause, undefined, { signal }).catch(() => undefined);
      await this.#place(to.origin);
      try {
        if (!signal.aborted && (await post(to, body, AbortSignal.any([signal, AbortSignal.timeout(this.#options.timeoutMs)])))) {
          this.#delivered += 1;
          return;
        }
      } finally {
        this.#leave(to.origin);
      }
      if (signal.aborted) break;
    }
    this.#givenUp += 1;
  }

  /** A place among those that are posted at once. A receiver that never answers takes half of them at most. */
  async #place(origin: string): Promise<void> {
    if (this.#hasPlace(origin)) this.#take(origin);
    else await new Promise<void>((go) => this.#waiting.push({ origin, go }));
  }

  #take(origin: string): void {
    this.#busy.set(origin, (this.#busy.get(origin) ?? 0) + 1);
  }

  #leave(origin: string): void {
    const left = (this.#busy.get(origin) ?? 1) - 1;
    if (left === 0) this.#busy.delete(origin);
    else this.#busy.set(origin, left);
    const next = this.#waiting.findIndex((waiting) => this.#hasPlace(waiting.origin));
    const [waiting] = next < 0 ? [] : this.#waiting.splice(next, 1);
    if (waiting === undefined) return;
    this.#take(waiting.origin);
    waiting.go();
  }

  #hasPlace(origin: string): boolean {
    const all = [...this.#busy.values()].reduce((sum, count) => sum + count, 0);
    return all < this.#options.most && (this.#busy.get(origin) ?? 0) < Math.ceil(this.#options.most / 2);
  }
}

/** Whether it was taken. A redirect is not followed: it could lead where a webhook may not go. */
const post = (to: URL, body: string, signal: AbortSignal): Promise<boolean> =>
  new Promise((resolve) => {
    const send = to.protocol === 'https:' ? httpsRequest : httpRequest;
    const sent = send(
      to,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
        signal,
      },
      (answer) => {
        answer.resume();
        answer.on('close', () => resolve((answer.statusCode ?? 0) >= 200 && (answer.statusCode ?? 0) < 300));
      },
    );
    sent.on('error', () => resolve(false));
    sent.end(body);
  });
