/** Sends one document to a gateway, over connections that are kept. */
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import tls from 'node:tls';
import { z } from 'zod';
import { systemCodeOf } from '../../contract/errors.ts';
import type { GatewayAddress } from '../../contract/load.ts';
import { ARRIVAL_HEADER, uploadForm } from './form.ts';

export interface Upload {
  readonly name: string;
  readonly content: Buffer;
  readonly webhook: string | null;
  /** Its place in the plan. */
  readonly arrival: number;
}

export type UploadAnswer =
  | { readonly kind: 'accepted'; readonly status: number; readonly job_id: string }
  | { readonly kind: 'refused'; readonly status: number }
  /** No answer came: the connection failed, or the time was over. */
  | { readonly kind: 'lost'; readonly reason: string };

/** What the gateway says of an upload that it took. */
export const acceptedSchema = z.object({ job_id: z.string().min(1).max(100) });
/** An answer is a few words. */
const LARGEST_ANSWER = 64 * 1024;
const ACCEPTED = 202;

/** What Node trusts by itself; older Electrons cannot say what of it is the system's. */
const trusted = (): readonly string[] => tls.getCACertificates?.() ?? tls.rootCertificates;

export class UploadClient {
  readonly #address: GatewayAddress;
  readonly #timeoutMs: number;
  readonly #request: typeof http.request;
  readonly #agent: http.Agent;

  /** @param ca of an https gateway: certificates in PEM that are trusted beside the system's; its own is always verified */
  constructor(address: GatewayAddress, timeoutMs: number, ca: string | null = null) {
    this.#address = address;
    this.#timeoutMs = timeoutMs;
    const isSecure = address.url.startsWith('https:');
    const keeping = { keepAlive: true, maxSockets: Number.POSITIVE_INFINITY, scheduling: 'lifo' } as const;
    this.#request = isSecure ? https.request : http.request;
    this.#agent = isSecure
      ? new https.Agent({ ...keeping, ...(ca === null ? {} : { ca: [...trusted(), ca] }) })
      : new http.Agent(keeping);
  }

  /** Never throws: whatever comes of it is an answer. */
  async upload({ name, content, webhook, arrival }: Upload): Promise<UploadAnswer> {
    const form = uploadForm(name, content.length, webhook);
    try {
      const { status, text } = await this.#send('POST', '/v1/documents', {
        headers: {
          'content-type': form.contentType,
          'content-length': form.contentLength,
          [ARRIVAL_HEADER]: arrival,
        },
        body: [form.head, content, form.tail],
      });
      if (status !== ACCEPTED) return { kind: 'refused', status };
      const { job_id } = acceptedSchema.parse(JSON.parse(text));
      return { kind: 'accepted', status, job_id };
    } catch (thrown) {
      return { kind: 'lost', reason: systemCodeOf(thrown) ?? (thrown as Error).message };
    }
  }

  /** The state of a job, as the gateway tells it; null where it cannot be had. */
  async readJob(jobId: string): Promise<unknown> {
    try {
      const { status, text } = await this.ask(`/v1/jobs/${encodeURIComponent(jobId)}`);
      return status === 200 ? JSON.parse(text) : null;
    } catch {
      return null;
    }
  }

  /** @throws whatever the way to the gateway throws */
  async ask(where: string): Promise<{ readonly status: number; readonly text: string }> {
    return this.#send('GET', where, { headers: {}, body: [] });
  }

  close(): void {
    this.#agent.destroy();
  }

  #send(
    method: 'GET' | 'POST',
    where: string,
    { headers, body }: { readonly headers: Record<string, string | number>; readonly body: readonly Buffer[] },
  ): Promise<{ readonly status: number; readonly text: string }> {
    return new Promise((resolve, reject) => {
      const sent = this.#request(
        `${this.#address.url}${where}`,
        {
          method,
          agent: this.#agent,
          headers: { ...headers, authorization: `Bearer ${this.#address.token}` },
          signal: AbortSignal.timeout(this.#timeoutMs),
        },
        (answer) => {
          readText(answer).then((text) => resolve({ status: answer.statusCode ?? 0, text }), reject);
        },
      );
      sent.on('error', reject);
      for (const part of body) sent.write(part);
      sent.end();
    });
  }
}

async function readText(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of answer) {
    bytes += (chunk as Buffer).length;
    if (bytes > LARGEST_ANSWER) throw new Error('the answer is too long');
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}
