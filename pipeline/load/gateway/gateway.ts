/**
 * The gateway: takes documents over HTTP, on loopback, from whoever knows the token. What it answers with 202 is on
 * the disk and in the queue.
 *
 *   POST /v1/documents   multipart, `document` and maybe `webhook` → 202 { job_id }
 *   GET  /v1/jobs/:id    → { state } or, of one that ended, its metrics contract
 *   GET  /metrics        Prometheus
 *   GET  /healthz
 */
import { timingSafeEqual } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import multipart from '@fastify/multipart';
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { GatewayLimits } from '../../contract/load.ts';
import type { Intake } from './intake.ts';
import { GatewayMetrics, UPLOADS } from './metrics.ts';
import { Refusal, refusalBody } from './refusal.ts';
import { receiveUpload, tooLarge } from './upload.ts';

export interface GatewayOptions {
  readonly intake: Intake;
  readonly limits: GatewayLimits;
  /** Of whoever may send; at least as hard to guess as 16 random bytes. */
  readonly token: string;
  /** Where documents wait. */
  readonly folder: string;
  /** 0: any that is free. */
  readonly port: number;
}

export interface Gateway {
  readonly url: string;
  readonly metrics: GatewayMetrics;
  /** Takes nothing new, and ends when what it was at is answered. */
  close(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';
/** Everything but the documents themselves. */
const SMALL_BODY_BYTES = 64 * 1024;
const RETRY_AFTER_SECONDS = 2;
const CLOSE_EVERY_MS = 50;
const CHECK_EVERY_MS = 500;

export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { limits, port, folder } = options;
  await mkdir(folder, { recursive: true });
  const metrics = new GatewayMetrics(options.intake);
  const wanted = Buffer.from(`Bearer ${options.token}`);
  const server = fastify({
    bodyLimit: SMALL_BODY_BYTES,
    requestTimeout: limits.request_timeout_ms,
    connectionTimeout: limits.request_timeout_ms,
    // Node looks for requests that take too long only every 30 s unless told otherwise.
    http: { headersTimeout: limits.headers_timeout_ms, connectionsCheckingInterval: CHECK_EVERY_MS },
    forceCloseConnections: 'idle',
    clientErrorHandler: (error, socket) => answerBroken(error, socket, metrics),
    frameworkErrors: (error, request, reply) => {
      const refusal = isKnown(request, wanted) ? refusalOf(error) : noToken();
      metrics.answered('other', refusal.statusCode, 0);
      (reply as FastifyReply).code(refusal.statusCode).send(refusalBody(refusal));
    },
    // A sender that learns which path exists before it shows its token learns too much.
    exposeHeadRoutes: false,
  });
  server.server.maxConnections = limits.max_connections;
  await server.register(multipart, {
    limits: { fileSize: limits.max_document_bytes, files: 1, fields: 2, parts: 3, fieldSize: 4096, headerPairs: 20 },
    throwFileSizeLimit: false,
  });
  guard(server, wanted);
  countAnswers(server, metrics);
  routes(server, options, metrics);
  const url = await server.listen({ host: LOOPBACK, port });
  return { url, metrics, close: () => close(server, limits) };
}

/** Connections that rest are ended at once, those that are answered when they are; none outlives the limit of a request. */
async function close(server: FastifyInstance, { request_timeout_ms }: GatewayLimits): Promise<void> {
  const resting = setInterval(() => server.server.closeIdleConnections(), CLOSE_EVERY_MS);
  const last = setTimeout(() => server.server.closeAllConnections(), request_timeout_ms);
  await server.close().finally(() => {
    clearInterval(resting);
    clearTimeout(last);
  });
}

function routes(server: FastifyInstance, { intake, limits, folder }: GatewayOptions, metrics: GatewayMetrics): void {
  server.post(UPLOADS, async (request, reply) => {
    // Before a byte of the document is read: a sender that must come again should not have sent it.
    if (!intake.hasRoom) throw full(reply);
    if (Number(request.headers['content-length'] ?? 0) > limits.max_document_bytes + SMALL_BODY_BYTES) throw tooLarge(limits);
    const document = await receiveUpload(request, folder, limits);
    let isKept = false;
    try {
      isKept = await intake.accept(document);
    } finally {
      if (!isKept) await rm(document.file, { force: true });
    }
    if (!isKept) throw full(reply);
    return reply.code(202).send({ job_id: document.job_id });
  });
  server.get<{ Params: { id: string } }>('/v1/jobs/:id', async (request) => {
    const job = intake.read(request.params.id);
    if (job === null) throw new Refusal(404, 'no_such_job', 'There is no such job.');
    return job.state === 'ended' ? { state: job.state, ...job.contract } : job;
  });
  server.get('/metrics', async (_request, reply) => reply.type(metrics.contentType).send(await metrics.text()));
  server.get('/healthz', async () => ({ status: 'ok' }));
  server.setNotFoundHandler(() => {
    throw new Refusal(404, 'no_such_path', 'There is nothing here.');
  });
}

function full(reply: FastifyReply): Refusal {
  reply.header('retry-after', RETRY_AFTER_SECONDS);
  return new Refusal(503, 'queue_full', 'The queue is full; send it again later.');
}

/** Everything but a question after its health takes the token. */
function guard(server: FastifyInstance, wanted: Buffer): void {
  server.addHook('onRequest', async (request) => {
    if (request.url !== '/healthz' && !isKnown(request, wanted)) throw noToken();
  });
}

/** What differs is compared in the same time. */
function isKnown({ headers }: FastifyRequest, wanted: Buffer): boolean {
  const given = Buffer.from(headers.authorization ?? '');
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

const noToken = (): Refusal => new Refusal(401, 'no_token', 'Send the token of this gateway as Authorization: Bearer.');

/** What never became a request: a head that breaks the rules, or one that did not come in time. */
function answerBroken({ code }: Error & { readonly code?: string }, socket: Socket, metrics: GatewayMetrics): void {
  if (code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const refusal = brokenRequests[code ?? ''] ?? unreadable(400);
  metrics.answered('other', refusal.statusCode, 0);
  const body = JSON.stringify(refusalBody(refusal));
  socket.end(
    `HTTP/1.1 ${refusal.statusCode} ${STATUS_CODES[refusal.statusCode]}\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    () => socket.destroy(),
  );
}

const unreadable = (status: number): Refusal => new Refusal(status, 'bad_request', 'The request cannot be read.');
const brokenRequests: Readonly<Record<string, Refusal>> = {
  ERR_HTTP_REQUEST_TIMEOUT: new Refusal(408, 'too_slow', 'The request did not come in time; send it again.'),
  HPE_HEADER_OVERFLOW: new Refusal(431, 'head_too_large', 'The head of the request is too large.'),
};

function countAnswers(server: FastifyInstance, metrics: GatewayMetrics): void {
  server.addHook('onResponse', async (request, reply) => {
    metrics.answered(request.routeOptions.url ?? 'other', reply.statusCode, reply.elapsedTime / 1000);
  });
  server.setErrorHandler((thrown: FastifyError | Refusal, request: FastifyRequest, reply: FastifyReply) => {
    const refusal = thrown instanceof Refusal ? thrown : refusalOf(thrown);
    // The rest of the body is let go by: a sender that is cut off while it writes would never see the answer. How long it
    // may go on is the request's time limit.
    request.raw.resume();
    return reply.code(refusal.statusCode).send(refusalBody(refusal));
  });
}

/** What Fastify and its multipart parser refuse by themselves. Nothing of what they throw is repeated: it may hold a path. */
function refusalOf({ statusCode = 500, code = '' }: FastifyError): Refusal {
  if (statusCode === 413 || code === 'FST_REQ_FILE_TOO_LARGE') return new Refusal(413, 'too_large', 'The request is too large.');
  if (statusCode === 415) return new Refusal(415, 'not_multipart', 'Send the document as multipart/form-data.');
  if (statusCode >= 400 && statusCode < 500) return unreadable(statusCode);
  return new Refusal(500, 'failed', 'The gateway failed; the document was not taken.');
}
