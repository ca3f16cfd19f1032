/** Which runs: the latest unless others are ticked. */
import type { RunListItem } from '../../../pipeline/contract/run.ts';
import { Button } from '../../ui/button.tsx';
import { count, moment, plural } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { runName } from '../runs/run-figures.ts';
import styles from './export-screen.module.css';
import { exportStore, useExport } from './use-export.ts';

/** More than a person ticks one by one; the rest is taken by "all". */
const SHOWN = 200;

export function RunsPanel({ runs }: { readonly runs: readonly RunListItem[] }) {
  const { doing } = useExport();
  const isBusy = doing !== 'nothing';
  const ticked = new Set(exportStore.ticked(runs.map(({ id }) => id)));
  const rows = runs.filter(({ id }) => ticked.has(id)).reduce((sum, run) => sum + (run.summary?.jobs.succeeded ?? 0), 0);
  const toggle = (id: string): void => {
    const next = new Set(ticked);
    if (!next.delete(id)) next.add(id);
    exportStore.change({ runs: [...next] });
  };
  return (
    <Panel
      title="Runs"
      hint={`${plural(ticked.size, 'run')}, ${plural(rows, 'row')}. Documents that failed have no row.`}
      actions={
        <Button
          look="quiet"
          disabled={isBusy}
          onClick={() => exportStore.change({ runs: ticked.size === runs.length ? [] : runs.map(({ id }) => id) })}
        >
          {ticked.size === runs.length ? 'None' : 'All'}
        </Button>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
      <ul className={styles.runs} aria-label="Runs to push" tabIndex={0}>
        {runs.slice(0, SHOWN).map((run) => (
          <li key={run.id} className={styles.item}>
            <label className={styles.run}>
              <input type="checkbox" checked={ticked.has(run.id)} disabled={isBusy} onChange={() => toggle(run.id)} />
              <span className={styles.runName} title={runName(run)}>
                {runName(run)}
              </span>
              <span className={styles.faint}>
                {count(run.summary?.jobs.succeeded)} · {moment(run.created_at)}
              </span>
            </label>
          </li>
        ))}
      </ul>
      {runs.length > SHOWN ? (
        <p className={styles.faint}>
          The newest {SHOWN} are shown; “All” takes all {count(runs.length)}.
        </p>
      ) : null}
    </Panel>
  );
}
