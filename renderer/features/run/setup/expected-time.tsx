/** How long the run will take, and from which earlier one that is known. */
import type { Estimate } from '../../../../pipeline/contract/reader-calls.ts';
import type { Settings } from '../../../../pipeline/contract/settings.ts';
import { useAsk } from '../../../ui/bridge.ts';
import { sentenceOf } from '../../../ui/error-words.ts';
import { duration, moment, plural, seconds, shortId } from '../../../ui/format.ts';
import { hrefOf } from '../../../ui/route.ts';
import { settingLabels } from '../setting-fields.ts';
import { expectedSeconds } from '../time-estimate.ts';
import styles from './expected-time.module.css';

interface ExpectedTimeProps {
  readonly settings: Settings;
  readonly documents: number;
  readonly cores: number | null;
}

export function ExpectedTime({ settings, documents, cores }: ExpectedTimeProps) {
  const estimate = useAsk('runs.estimate', { settings });
  if (estimate.state === 'failed')
    return <p className={styles.basis}>How long it will take is not known: {sentenceOf(estimate.error)}</p>;
  if (estimate.state === 'waiting' || cores === null) return <p className={styles.basis}>Looking for an earlier run…</p>;
  if (estimate.value === null) {
    return <p className={styles.basis}>No earlier run to go by yet: the time left is told once the first document is done.</p>;
  }
  const time = expectedSeconds(estimate.value, { documents, workers: settings.workers, cores });
  return (
    <div className={styles.time}>
      <p>
        About <strong>{duration(Math.max(1, time))}</strong>
      </p>
      <Basis estimate={estimate.value} settings={settings} cores={cores} />
    </div>
  );
}

function Basis({
  estimate,
  settings,
  cores,
}: {
  readonly estimate: Estimate;
  readonly settings: Settings;
  readonly cores: number;
}) {
  const { run, name, created_at, documents, wall_seconds_per_document, differs_in } = estimate;
  const atOnce = Math.min(settings.workers, cores);
  const differing = differs_in.map((key) => (key in settingLabels ? settingLabels[key as keyof typeof settingLabels] : key));
  return (
    <p className={styles.basis}>
      {seconds(wall_seconds_per_document)} s a document{atOnce > 1 ? `, ${atOnce} at once` : ''}, as in{' '}
      <a href={hrefOf({ screen: 'run-detail', run, tab: 'summary' })}>{name === '' ? shortId(run) : `“${name}”`}</a> of{' '}
      {moment(created_at)} ({plural(documents, 'document')}
      {differing.length === 0 ? ', same settings' : `, other ${differing.join(', ')}`}).
    </p>
  );
}
