/**
 * The documents before and after this one, in the order in which the run's table was last seen, else in that of the plan; and
 * the keys J and K that go there.
 */
import { useEffect, useEffectEvent, useState } from 'react';
import { unpackRunTable } from '../../../pipeline/contract/run-table.ts';
import { ask } from '../../ui/bridge.ts';
import { isKey } from '../../ui/keys.ts';
import { go } from '../../ui/route.ts';
import { keepSeen, orderKept } from '../run-detail/document-order.ts';
import { neighbourKeys } from './document-keys.ts';

export interface Neighbours {
  /** From 1; null until it is known. */
  readonly place: number | null;
  readonly of: number;
  readonly previous: (() => void) | null;
  readonly next: (() => void) | null;
}

export function useNeighbours(run: string, job: string): Neighbours {
  const [jobs, setJobs] = useState<readonly string[]>(() => orderKept(run)?.jobs ?? []);
  const at = jobs.indexOf(job);
  const known = at >= 0;
  useEffect(() => keepSeen(job), [job]);
  useEffect(() => {
    if (known) return;
    let current = true;
    ask('runs.table', { run }).then(
      (packed) => current && setJobs(unpackRunTable(packed).jobs.map(({ id }) => id)),
      // Without it there is no way on, and the document itself is shown all the same.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [run, known]);

  const wayTo = (place: number): (() => void) | null => {
    const to = known ? jobs[place] : undefined;
    return to === undefined ? null : () => go({ screen: 'document', run, job: to });
  };
  const previous = wayTo(at - 1);
  const next = wayTo(at + 1);

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const typed = event.target instanceof Element && event.target.closest('input, textarea, select, dialog') !== null;
    if (event.ctrlKey || event.metaKey || event.altKey || (typed && !isSwitch(event.target))) return;
    if (isKey(neighbourKeys.next, event)) next?.();
    if (isKey(neighbourKeys.previous, event)) previous?.();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => onKey(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
  return { place: known ? at + 1 : null, of: jobs.length, previous, next };
}

/** Letters typed on these are no text. */
const isSwitch = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement && (target.type === 'checkbox' || target.type === 'radio');
