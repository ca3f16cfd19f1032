/**
 * How the load generator learns that a job has ended: from the gateway's webhook, heard on a loopback port with a path that
 * nobody can guess, or by asking the gateway again and again where it stands on another machine and cannot call back.
 */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { UploadClient } from './upload-client.ts';

export interface JobEnds {
  /** Where the gateway shall post to; null: nowhere. */
  readonly webhook: string | null;
  /** Resolves when the job has ended; whether it succeeded. Rejects when that cannot be known. */
  of(jobId: string): Promise<boolean>;
  close(): void;
}

/** What a webhook brings. */
export const endSchema = z.object({ job_id: z.string(), status: z.enum(['SUCCESS', 'FAILED']) });
const LARGEST_WEBHOOK = 16 * 1024 * 1024;

export async function hearWebhooks(): Promise<JobEnds> {
  const secret = `/${randomBytes(16).toString('hex')}`;
  const waiting = new Map<string, (succeeded: boolean) => void>();
  /** A small document may have ended before the answer to its upload is read. */
  const early = new Map<string, boolean>();
  const server = createServer((request, response) => {
    if (request.method !== 'POST' || request.url !== secret) {
      response.writeHead(404).end();
      return;
    }
    readBody(request).then(
      (body) => {
        const end = endSchema.safeParse(parseJson(body)).data;
        response.writeHead(end === undefined ? 400 : 204).end();
        if (end === undefined) return;
        const tell = waiting.get(end.job_id);
        waiting.delete(end.job_id);
        if (tell === undefined) early.set(end.job_id, end.status === 'SUCCESS');
        else tell(end.status === 'SUCCESS');
      },
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    webhook: `http://127.0.0.1:${port}${secret}`,
    of(jobId) {
      const known = early.get(jobId);
      early.delete(jobId);
      return known === undefined ? new Promise((resolve) => waiting.set(jobId, resolve)) : Promise.resolve(known);
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += (chunk as Buffer).length;
    if (bytes > LARGEST_WEBHOOK) throw new Error('too large');
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const ASK_EVERY_MS = 250;
/** So many questions in a row without an answer: the gateway is gone. */
const MOST_UNANSWERED = 120;
/** What the gateway says of a job. */
export const askedSchema = z.object({ state: z.string(), status: z.string().optional() });

/** An end is known up to a quarter of a second late. */
export function askForEnds(client: Pick<UploadClient, 'readJob'>): JobEnds {
  const stop = new AbortController();
  return {
    webhook: null,
    async of(jobId) {
      let unanswered = 0;
      while (unanswered < MOST_UNANSWERED) {
        await sleep(ASK_EVERY_MS, undefined, { signal: stop.signal });
        const job = askedSchema.safeParse(await client.readJob(jobId)).data;
        if (job?.state === 'ended') return job.status === 'SUCCESS';
        unanswered = job === undefined ? unanswered + 1 : 0;
      }
      throw new Error('the gateway does not answer');
    },
    close: () => stop.abort(),
  };
}
