/** Which load test this is, how it stands, and what one may do with it. */
import { ListTree, Plus, RotateCw } from 'lucide-react';
import type { LoadFacts } from '../../../pipeline/contract/load.ts';
import type { RunRecord } from '../../../pipeline/contract/run.ts';
import { useIsWorking } from '../../app/live-run.tsx';
import { ArrivalHeading } from '../../ui/arrival-heading.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { moment, plural, shortId } from '../../ui/format.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { go, hrefOf } from '../../ui/route.ts';
import { titleOf } from '../run/live/result.ts';
import head from '../run-detail/run-head.module.css';
import { EditAndDelete } from '../runs/edit-and-delete.tsx';
import { canResume, stateTones } from '../runs/run-figures.ts';
import { useRunActions } from '../runs/use-run-actions.ts';
import styles from './load-screen.module.css';
import { shapeWords } from './load-words.ts';

interface LoadHeadProps {
  readonly facts: LoadFacts;
  readonly run: RunRecord;
  readonly goesOn: boolean;
}

export function LoadHead({ facts: { plan, machine, settings }, run, goesOn }: LoadHeadProps) {
  return (
    <header className={head.head}>
      <div className={head.row}>
        <BackLink to={{ screen: 'runs' }} label="All runs" />
        <div className={head.title}>
          <ArrivalHeading title={run.name}>{titleOf(run.name, run.id, 'load')}</ArrivalHeading>
          <Badge tone={stateTones[run.state]}>{run.state}</Badge>
          {run.tags.map((tag) => (
            <Badge key={tag}>{tag}</Badge>
          ))}
        </div>
        <Actions run={run} goesOn={goesOn} />
      </div>
      <p className={head.when}>
        {moment(run.created_at)} · {shapeWords(plan.shape)} · {machine} · {plural(settings.workers, 'worker')} · seed {plan.seed}{' '}
        · <code title={run.id}>{shortId(run.id)}</code>
      </p>
      {run.notes === '' ? null : <p className={styles.notes}>{run.notes}</p>}
    </header>
  );
}

function Actions({ run, goesOn }: Pick<LoadHeadProps, 'run' | 'goesOn'>) {
  const isWorking = useIsWorking();
  const actions = useRunActions();
  return (
    <span className={head.buttons}>
      {canResume(run) && !goesOn ? (
        <Button
          look="primary"
          title="Reads the documents that were uploaded and not read yet; nothing more is uploaded"
          disabled={isWorking}
          onClick={() => void actions.resume(run)}
        >
          <RotateCw size={16} aria-hidden /> Do what was accepted
        </Button>
      ) : null}
      <LinkButton href={hrefOf({ screen: 'run-detail', run: run.id, tab: 'documents' })}>
        <ListTree size={16} aria-hidden /> Its documents
      </LinkButton>
      <Button onClick={() => go({ screen: 'load', run: null })}>
        <Plus size={16} aria-hidden /> New load test
      </Button>
      <EditAndDelete run={run} goesOn={goesOn} />
    </span>
  );
}
