/**
 * One upload: a document in a multipart form, streamed to the disk as it comes. Nothing of a name that the sender chose becomes
 * part of a path.
 */
import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { FastifyRequest } from 'fastify';
import { systemCodeOf } from '../../contract/errors.ts';
import type { GatewayLimits } from '../../contract/load.ts';
import { HEAD_BYTES, typeOf } from '../../stages/source-type.ts';
import { newJobId } from '../../store/ids.ts';
import { ARRIVAL_HEADER } from '../generator/form.ts';
import type { ReceivedDocument } from './intake.ts';
import { Refusal } from './refusal.ts';
import { webhookAddress } from './webhook-address.ts';

const DOCUMENT_FIELD = 'document';
const WEBHOOK_FIELD = 'webhook';

const LONGEST_NAME = 200;

/** @throws Refusal with the status that says why; nothing of the upload is left then */
export async function receiveUpload(request: FastifyRequest, folder: string, limits: GatewayLimits): Promise<ReceivedDocument> {
  if (!request.isMultipart()) throw new Refusal(415, 'not_multipart', 'Send the document as multipart/form-data.');
  const partial = path.join(folder, `${randomUUID()}.part`);
  const sha256 = createHash('sha256');
  let name: string | null = null;
  let webhook: URL | null = null;
  let isTooLarge = false;
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field' && part.fieldname === WEBHOOK_FIELD) {
        // One that was cut off would lead elsewhere.
        webhook = part.valueTruncated ? null : webhookAddress(String(part.value), limits.allow_foreign_webhooks);
        if (webhook === null)
          throw new Refusal(422, 'bad_webhook', 'The webhook is no http or https URL that this gateway may post to.');
      } else if (part.type === 'file' && part.fieldname === DOCUMENT_FIELD && name === null) {
        // What comes after a file that was cut off is no form any more; the reason is the cut.
        part.file.once('limit', () => {
          isTooLarge = true;
        });
        const hashed = async function* (chunks: AsyncIterable<Buffer>) {
          for await (const chunk of chunks) {
            sha256.update(chunk);
            yield chunk;
          }
        };
        await pipeline(part.file, hashed, createWriteStream(partial, { flags: 'wx' }));
        if (isTooLarge) throw tooLarge(limits);
        name = nameOf(part.filename);
      } else
        throw new Refusal(400, 'bad_form', `The form has a part that is neither one ${DOCUMENT_FIELD} nor a ${WEBHOOK_FIELD}.`);
    }
    if (name === null) throw new Refusal(400, 'no_document', `The form has no file called ${DOCUMENT_FIELD}.`);
    const bytes = await checked(partial);
    const job_id = newJobId();
    const file = path.join(folder, job_id);
    await rename(partial, file);
    return {
      job_id,
      file,
      bytes,
      sha256: sha256.digest('hex'),
      name,
      webhook,
      arrival: arrivalOf(request.headers[ARRIVAL_HEADER]),
    };
  } catch (thrown) {
    await rm(partial, { force: true });
    if (isTooLarge) throw tooLarge(limits);
    throw thrown instanceof Refusal ? thrown : formError(thrown);
  }
}

/** Null of whoever plays no plan. */
function arrivalOf(header: string | string[] | undefined): number | null {
  const arrival = Number(header);
  return header !== undefined && Number.isInteger(arrival) && arrival >= 0 ? arrival : null;
}

/** The parser's own errors say what is wrong with the form by their texts alone. */
function formError(thrown: unknown): unknown {
  const code = systemCodeOf(thrown);
  if (code === 'ENOSPC' || code === 'EDQUOT') return new Refusal(507, 'disk_full', 'The disk of the gateway is full.');
  const isParser = code === undefined || code.startsWith('FST_') || code === 'ERR_STREAM_PREMATURE_CLOSE';
  if (code === 'FST_REQ_FILE_TOO_LARGE') return thrown;
  return isParser ? new Refusal(400, 'bad_form', 'The form cannot be read to its end.') : thrown;
}

export const tooLarge = ({ max_document_bytes }: GatewayLimits): Refusal =>
  new Refusal(413, 'too_large', `A document may have ${max_document_bytes} bytes.`);

/** On the disk, and of a type that is read. Returns its size. */
async function checked(file: string): Promise<number> {
  const handle = await open(file, 'r');
  try {
    await handle.sync();
    const { size } = await handle.stat();
    if (size === 0) throw new Refusal(400, 'empty', 'The document is empty.');
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    if ((await typeOf(buffer.subarray(0, bytesRead))).known === null)
      throw new Refusal(415, 'unsupported_type', 'The document is not a JPEG, PNG, TIFF or WebP image or a PDF.');
    return size;
  } finally {
    await handle.close();
  }
}

/** The last part of it, on one line, of a length that people read. */
function nameOf(given: string): string {
  const last = given.split(/[\\/]/).at(-1) ?? '';
  const printable = last
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')
    .trim()
    .slice(0, LONGEST_NAME);
  return printable === '' || /^\.+$/.test(printable) ? 'document' : printable;
}
