/** The documents that ended last, newest first; each leads to what was read in it. */
import type { LiveRun } from '../../../../pipeline/contract/live-run.ts';
import { useLivePart } from '../../../app/live-run.tsx';
import { CopyTable } from '../../../ui/copy-table.tsx';
import { seconds } from '../../../ui/format.ts';
import { Panel } from '../../../ui/panel.tsx';
import { hrefOf } from '../../../ui/route.ts';
import type { Column } from '../../../ui/table-columns.ts';
import styles from './recent-documents.module.css';

const none: LiveRun['recent'] = [];

const columns: readonly Column<LiveRun['recent'][number]>[] = [
  { key: 'document', title: 'document', value: ({ file }) => file },
  { key: 'cpu', title: 'CPU s', numeric: true, value: (row) => row.cpu_seconds, text: (row) => seconds(row.cpu_seconds) },
  { key: 'wall', title: 'wall s', numeric: true, value: (row) => row.wall_seconds, text: (row) => seconds(row.wall_seconds) },
  { key: 'state', title: 'state', value: ({ failed }) => (failed ? 'failed' : 'succeeded') },
];

export function RecentDocuments() {
  const recent = useLivePart((live) => live.recent) ?? none;
  const run = useLivePart((live) => live.run_id);
  return (
    <Panel
      title="Last documents"
      actions={recent.length === 0 ? undefined : <CopyTable name="last documents" columns={columns} rows={recent} />}
    >
      {recent.length === 0 ? (
        <p className={styles.none}>None has ended yet.</p>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">document</th>
              <th scope="col">CPU s</th>
              <th scope="col">wall s</th>
            </tr>
          </thead>
          <tbody>
            {recent.map(({ job_id, file, cpu_seconds, wall_seconds, failed }) => (
              <tr key={job_id}>
                <th scope="row">
                  {run === null ? file : <a href={hrefOf({ screen: 'document', run, job: job_id })}>{file}</a>}
                  {failed ? <span className={styles.failed}> failed</span> : null}
                </th>
                <td>{seconds(cpu_seconds)}</td>
                <td>{seconds(wall_seconds)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}
