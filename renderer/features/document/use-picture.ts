/** One picture of a job as an address the page can show. The address is given back when it is no longer shown. */
import { useEffect, useState } from 'react';
import { BenchError } from '../../../pipeline/contract/errors.ts';
import type { ImageKind } from '../../../pipeline/contract/reader-calls.ts';
import { ask } from '../../ui/bridge.ts';

export type Picture =
  | { readonly state: 'waiting' }
  | { readonly state: 'here'; readonly url: string; readonly width: number; readonly height: number }
  | { readonly state: 'failed'; readonly error: BenchError };

export function usePicture(job: string, kind: ImageKind, page: number): Picture {
  const [picture, setPicture] = useState<Picture>({ state: 'waiting' });
  useEffect(() => {
    let current = true;
    let url: string | null = null;
    setPicture({ state: 'waiting' });
    ask('jobs.image', { job, kind, page }).then(
      ({ bytes, type, width, height }) => {
        if (!current) return;
        url = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type }));
        setPicture({ state: 'here', url, width, height });
      },
      (thrown: unknown) => current && setPicture({ state: 'failed', error: BenchError.wrap(thrown) }),
    );
    return () => {
      current = false;
      if (url !== null) URL.revokeObjectURL(url);
    };
  }, [job, kind, page]);
  return picture;
}
