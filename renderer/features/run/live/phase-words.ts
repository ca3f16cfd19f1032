/** What goes on, and what Cancel would keep of it, in sentences. Pure. */
import type { LiveRun } from '../../../../pipeline/contract/live-run.ts';
import { plural } from '../../../ui/format.ts';

interface Going extends Pick<LiveRun, 'kind' | 'phase' | 'pass'> {
  /** Documents to look at before the run begins; 0 while they are searched. */
  readonly toPrepare: number;
  readonly jobs: number;
}

/** A load is played once: what has not been uploaded when it is cancelled never is. */
const rests: Readonly<Record<LiveRun['kind'], string>> = {
  run: 'the rest can be resumed',
  compare: 'the rest can be resumed',
  load: 'uploads still to come are not sent',
};

const atHand: Readonly<Record<LiveRun['kind'], string>> = {
  run: 'the documents at hand are given up and can be resumed',
  compare: 'the documents at hand are given up and can be resumed',
  load: 'uploads still to come are not sent, and those that were accepted can be read later',
};

export const cancelHint = (kind: LiveRun['kind']): string => `What is finished is kept, and ${rests[kind]}`;

export function phaseSentence({ kind, phase, pass, toPrepare, jobs }: Going): string {
  switch (phase) {
    case 'preparing':
      return toPrepare === 0
        ? 'Preparing: the documents are looked for.'
        : `Preparing: ${plural(toPrepare, 'document')} are looked at.`;
    case 'running':
      return `${doing(kind, pass, jobs)}. Cancel keeps what is finished; ${rests[kind]}.`;
    case 'stopping':
      return `Stopping: what is finished is kept; ${atHand[kind]}.`;
    case 'ended':
      return 'Ended.';
  }
}

function doing(kind: LiveRun['kind'], pass: LiveRun['pass'], jobs: number): string {
  if (pass !== null) return `Pass ${pass.number} of ${pass.of}, side ${pass.side}`;
  return kind === 'load' ? `Uploading ${plural(jobs, 'document')}` : `Measuring ${plural(jobs, 'document')}`;
}
