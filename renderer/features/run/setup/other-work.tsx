/** Runs and comparisons are set up on screens of their own, but measured one at a time: says what the machine is busy with. */
import type { LiveRun } from '../../../../pipeline/contract/live-run.ts';
import { useIsWorking, useLivePart } from '../../../app/live-run.tsx';
import { LinkButton } from '../../../ui/link-button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { hrefOf, routeOfKind } from '../../../ui/route.ts';

const nouns = { run: 'run', compare: 'comparison', load: 'load test' } as const;

export function OtherWork({ here }: { readonly here: LiveRun['kind'] }) {
  const kind = useLivePart((live) => live.kind);
  const isWorking = useIsWorking();
  if (!isWorking || kind === null || kind === here) return null;
  return (
    <Notice tone="plain" actions={<LinkButton href={hrefOf(routeOfKind(kind))}>Watch it</LinkButton>}>
      A {nouns[kind]} is being measured. Two at a time would disturb each other, so this one can start when it has ended.
    </Notice>
  );
}
