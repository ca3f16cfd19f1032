/**
 * Storage in a bucket of an S3 server.
 *
 * Holds: no more than the limit is read, whatever length the server states; an object that was replaced since it was listed is not
 * read; what is put is seen whole or not at all, because one PUT is; a connection that breaks is tried again, a bounded number of times,
 * and one that goes silent counts as broken.
 */
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { BenchError } from '../../contract/errors.ts';
import { parseS3Address, type S3Address } from '../../contract/place.ts';
import type { Bytes } from '../../contract/units.ts';
import type { StorageAdapter } from '../storage.ts';
import { ATTEMPTS, connectS3, endpointName, isConnected } from './client.ts';
import { isChanged, isLost, isNotThere, translateS3Error } from './translate.ts';

export interface S3Limits {
  /** Silence in the midst of an object after which the connection counts as broken. */
  readonly silenceMs: number;
  /** Before the second try; twice as long before each further one. */
  readonly firstWaitMs: number;
}
const usualLimits: S3Limits = { silenceMs: 30_000, firstWaitMs: 200 };

export interface StoredObject {
  /** Without the root's prefix. */
  readonly key: string;
  readonly bytes: Bytes;
  readonly etag: string | null;
}

export class S3Storage implements StorageAdapter {
  readonly #root: S3Address;
  readonly #limits: S3Limits;

  /** @throws BenchError `s3.bad_address` */
  constructor(root: string, limits: S3Limits = usualLimits) {
    this.#root = parseS3Address(root);
    this.#limits = limits;
  }

  get isOpen(): boolean {
    return isConnected();
  }

  async open(): Promise<void> {
    await connectS3();
  }

  async download(key: string, limit: Bytes, etag: string | null = null, signal?: AbortSignal): Promise<Buffer> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#read(key, limit, etag, signal);
      } catch (thrown) {
        signal?.throwIfAborted();
        if (thrown instanceof BenchError) throw thrown;
        if (!isLost(thrown) || attempt === ATTEMPTS) throw this.#translate(thrown, `read ${key}`);
        await sleep(this.#limits.firstWaitMs * 2 ** (attempt - 1), undefined, { signal });
      }
    }
  }

  async upload(key: string, bytes: Uint8Array): Promise<void> {
    const { library, client } = await connectS3();
    const md5 = createHash('md5').update(bytes).digest('base64');
    await this.#call(`write ${key}`, () =>
      client.send(
        new library.PutObjectCommand({ ...this.#at(key), Body: bytes, ContentLength: bytes.byteLength, ContentMD5: md5 }),
      ),
    );
  }

  /** Everything below the root, page after page, in the server's order. */
  async *list(signal?: AbortSignal): AsyncGenerator<readonly StoredObject[]> {
    const { library, client } = await connectS3();
    const { bucket: Bucket, prefix: Prefix } = this.#root;
    let token: string | undefined;
    do {
      const command = new library.ListObjectsV2Command({ Bucket, Prefix, ContinuationToken: token });
      const page = await this.#call(`list ${Prefix || 'it'}`, () => client.send(command, abortable(signal)), signal);
      yield (page.Contents ?? [])
        .map(({ Key = '', Size = 0, ETag = null }) => ({ key: Key.slice(Prefix.length), bytes: Size, etag: ETag }))
        // A program that shows folders keeps an empty object for each.
        .filter(({ key }) => key !== '' && !key.endsWith('/'));
      token = page.IsTruncated ? page.NextContinuationToken : undefined;
    } while (token !== undefined);
  }

  /** What an object is now; null where there is none. */
  async look(key: string, signal?: AbortSignal): Promise<StoredObject | null> {
    const { library, client } = await connectS3();
    const command = new library.HeadObjectCommand(this.#at(key));
    try {
      const { ContentLength = 0, ETag = null } = await client.send(command, abortable(signal));
      return { key, bytes: ContentLength, etag: ETag };
    } catch (thrown) {
      signal?.throwIfAborted();
      if (isNotThere(thrown)) return null;
      throw this.#translate(thrown, `look at ${key}`);
    }
  }

  /** Its first bytes, as many as there are. */
  async readHead(key: string, bytes: Bytes, signal?: AbortSignal): Promise<Buffer> {
    const { library, client } = await connectS3();
    const command = new library.GetObjectCommand({ ...this.#at(key), Range: `bytes=0-${bytes - 1}` });
    const { Body } = await this.#call(`read ${key}`, () => client.send(command, abortable(signal)), signal);
    return (await this.#collect(Body, { key, limit: bytes, stated: undefined, stopAtLimit: true })).subarray(0, bytes);
  }

  async remove(key: string): Promise<void> {
    const { library, client } = await connectS3();
    await this.#call(`delete ${key}`, () => client.send(new library.DeleteObjectCommand(this.#at(key))));
  }

  async #read(key: string, limit: Bytes, etag: string | null, signal: AbortSignal | undefined): Promise<Buffer> {
    const { library, client } = await connectS3();
    const command = new library.GetObjectCommand({ ...this.#at(key), ...(etag === null ? {} : { IfMatch: etag }) });
    // Until the answer begins the library itself tries again; here it is done for what breaks off in the midst.
    const { Body, ContentLength } = await client.send(command, abortable(signal)).catch((thrown: unknown) => {
      signal?.throwIfAborted();
      if (isNotThere(thrown)) throw new BenchError('input.missing', { file: key });
      if (isChanged(thrown)) throw new BenchError('s3.changed', { file: key });
      throw this.#translate(thrown, `read ${key}`);
    });
    if (ContentLength !== undefined && ContentLength > limit) {
      abandon(Body);
      throw new BenchError('input.too_large', { file: key, bytes: ContentLength, limit });
    }
    const content = await this.#collect(Body, { key, limit, stated: ContentLength, stopAtLimit: false });
    if (content.length === 0) throw new BenchError('input.empty', { file: key });
    return content;
  }

  async #collect(
    body: Body,
    read: { key: string; limit: Bytes; stated: Bytes | undefined; stopAtLimit: boolean },
  ): Promise<Buffer> {
    const { key, limit, stated, stopAtLimit } = read;
    const chunks: Buffer[] = [];
    let bytes = 0;
    if (body === undefined) return Buffer.alloc(0);
    const stream = body as unknown as NodeJS.ReadableStream & { destroy(error?: Error): void };
    const silence = setTimeout(() => stream.destroy(silent()), this.#limits.silenceMs);
    try {
      for await (const chunk of stream) {
        silence.refresh();
        bytes += chunk.length;
        chunks.push(chunk as Buffer);
        if (bytes <= limit) continue;
        stream.destroy();
        if (stopAtLimit) break;
        throw new BenchError('input.too_large', { file: key, bytes, limit });
      }
    } finally {
      clearTimeout(silence);
    }
    if (stated !== undefined && bytes < stated) throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
    return Buffer.concat(chunks, bytes);
  }

  async #call<T>(what: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    try {
      return await work();
    } catch (thrown) {
      signal?.throwIfAborted();
      throw this.#translate(thrown, what);
    }
  }

  #at(key: string) {
    return { Bucket: this.#root.bucket, Key: this.#root.prefix + key };
  }

  #translate(thrown: unknown, what: string): BenchError {
    return translateS3Error(thrown, { bucket: this.#root.bucket, what });
  }
}

type Body = unknown;

const abortable = (signal: AbortSignal | undefined) => (signal === undefined ? {} : { abortSignal: signal });

/** What is not wanted any more is not read to its end. */
function abandon(body: Body): void {
  const stream = body as { destroy?: () => void } | undefined;
  stream?.destroy?.();
}

const silent = (): Error => Object.assign(new Error(`${endpointName()} went silent`), { code: 'ETIMEDOUT' });
