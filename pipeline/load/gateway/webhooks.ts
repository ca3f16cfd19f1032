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

export const defaultWebhookOptions: WebhookOptions = { timeoutMs: 5000, pausesMs: [200, 1000, 5000], most: 20 };

export interface WebhookCounts {
  readonly delivered: number;
  readonly given_up: number;
  readonly under_way: number;
}

export class Webhooks {
  readonly #options: WebhookOptions;
  readonly #waiting: (() => void)[] = [];
  readonly #underWay = new Set<Promise<void>>();
  #busy = 0;
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

  /** Resolves when none is under way. */
  async settle(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  async #deliver(to: URL, body: string): Promise<void> {
    if (this.#busy >= this.#options.most) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#busy += 1;
    try {
      for (const pause of [0, ...this.#options.pausesMs]) {
        if (pause > 0) await sleep(pause);
        if (await post(to, body, this.#options.timeoutMs)) {
          this.#delivered += 1;
          return;
        }
      }
      this.#givenUp += 1;
    } finally {
      this.#busy -= 1;
      this.#waiting.shift()?.();
    }
  }
}

/** Whether it was taken. A redirect is not followed: it could lead where a webhook may not go. */
const post = (to: URL, body: string, timeoutMs: number): Promise<boolean> =>
  new Promise((resolve) => {
    const send = to.protocol === 'https:' ? httpsRequest : httpRequest;
    const sent = send(
      to,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
        signal: AbortSignal.timeout(timeoutMs),
      },
      (answer) => {
        answer.resume();
        answer.on('close', () => resolve((answer.statusCode ?? 0) >= 200 && (answer.statusCode ?? 0) < 300));
      },
    );
    sent.on('error', () => resolve(false));
    sent.end(body);
  });
