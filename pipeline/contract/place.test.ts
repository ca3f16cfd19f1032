import { describe, expect, it } from 'vitest';
import { isS3, parseS3Address, s3AddressOf } from './place.ts';

describe('an address in S3', () => {
  it.each([
    ['s3://scans', 'scans', '', 's3://scans'],
    ['s3://scans/', 'scans', '', 's3://scans'],
    ['s3://scans/2025/march//', 'scans', '2025/march/', 's3://scans/2025/march'],
    ['S3://Old_Bucket/a b/ü', 'Old_Bucket', 'a b/ü/', 's3://Old_Bucket/a b/ü'],
  ])('%s', (place, bucket, prefix, address) => {
    expect(isS3(place)).toBe(true);
    expect(parseS3Address(place)).toEqual({ bucket, prefix });
    expect(s3AddressOf({ bucket, prefix })).toBe(address);
  });

  it.each(['s3://', 's3:///folder', 's3://a', 's3://-bucket/x', 's3://bu cket/x'])('is not %s', (place) => {
    expect(() => parseS3Address(place)).toThrow(expect.objectContaining({ code: 's3.bad_address' }));
  });

  it('never repeats what may be a secret', () => {
    expect(() => parseS3Address('s3://KEY:hidden@scans/in')).toThrow(
      expect.objectContaining({ code: 's3.bad_address', message: expect.not.stringContaining('hidden') }),
    );
  });

  it.each(['scans', '/s3://x', 'C:\\scans', 'https://s3.example/x'])('%s is a folder', (place) =>
    expect(isS3(place)).toBe(false),
  );
});
