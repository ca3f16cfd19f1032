/**
 * The body of an upload: a multipart form around the bytes of a document. Made by hand because its length must be known before
 * it is sent and its bytes must not be copied: at two hundred megabytes a second the sender's own CPU is part of what is measured.
 */
import { randomBytes } from 'node:crypto';

/** Of our own load generator: the place of the upload in its plan. */
export const ARRIVAL_HEADER = 'x-rbench-arrival';

export interface UploadForm {
  readonly contentType: string;
  readonly contentLength: number;
  readonly head: Buffer;
  readonly tail: Buffer;
}

/** @param webhook null: none */
export function uploadForm(name: string, bytes: number, webhook: string | null): UploadForm {
  const boundary = `rbench-${randomBytes(12).toString('hex')}`;
  const field = webhook === null ? '' : `--${boundary}\r\nContent-Disposition: form-data; name="webhook"\r\n\r\n${webhook}\r\n`;
  const head = Buffer.from(
    `${field}--${boundary}\r\nContent-Disposition: form-data; name="document"; filename="${quoted(name)}"\r\nContent-Type: application/octet-stream\r\n\r\n`,
  );
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    contentLength: head.length + bytes + tail.length,
    head,
    tail,
  };
}

/** As browsers do (https://html.spec.whatwg.org/#multipart-form-data). */
const quoted = (name: string): string => name.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22');
