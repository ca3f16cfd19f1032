/**
 * Where documents lie and results go, as a person names it: a folder of this machine, or `s3://bucket/folder`.
 */
import { BenchError } from './errors.ts';

const SCHEME = 's3://';
/** Amazon's rules for names, and the capitals and underscores of older buckets. */
const BUCKET = /^[A-Za-z0-9][A-Za-z0-9._-]{1,61}[A-Za-z0-9]$/;

export const isS3 = (place: string): boolean => /^s3:\/\//i.test(place);

export interface S3Address {
  readonly bucket: string;
  /** What every key in it begins with: '' or ending with `/`. */
  readonly prefix: string;
}

/** @throws BenchError `s3.bad_address` */
export function parseS3Address(place: string): S3Address {
  const [bucket = '', ...folders] = place.slice(SCHEME.length).split('/');
  if (bucket.includes('@') || bucket.includes(':')) {
    // Whatever stands there may be a secret, and is not repeated.
    throw new BenchError('s3.bad_address', { address: 's3://…', reason: 'it holds more than a bucket and a folder' });
  }
  if (!BUCKET.test(bucket))
    throw new BenchError('s3.bad_address', { address: place, reason: `${bucket || 'nothing'} is no bucket` });
  const prefix = folders.join('/').replace(/\/+$/, '');
  return { bucket, prefix: prefix === '' ? '' : `${prefix}/` };
}

/** The address of what lies in a place of S3. */
export const s3AddressOf = ({ bucket, prefix }: S3Address): string => `${SCHEME}${bucket}/${prefix}`.replace(/\/$/, '');
