/** What may be done to the tables there, and what fills further columns of `jobs`. */
import { Plus, X } from 'lucide-react';
import { jobFacts } from '../../../pipeline/contract/postgres.ts';
import { Button } from '../../ui/button.tsx';
import field from '../../ui/field.module.css';
import { spaced } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import styles from './export-screen.module.css';
import { factOf, type JobColumnDraft } from './job-column-draft.ts';
import { exportStore, useExport } from './use-export.ts';

export function TablesPanel() {
  const { createSchema, insertJobs, jobColumns, doing } = useExport();
  const isBusy = doing !== 'nothing';
  return (
    <Panel title="Tables" hint="Rows that are there are never changed.">
      <div className={styles.row}>
        <label className={field.check}>
          <input
            type="checkbox"
            checked={createSchema}
            disabled={isBusy}
            onChange={({ target }) => exportStore.change({ createSchema: target.checked })}
          />
          Create tables that are missing
        </label>
        <label className={field.check}>
          <input
            type="checkbox"
            checked={insertJobs}
            disabled={isBusy}
            onChange={({ target }) => exportStore.change({ insertJobs: target.checked })}
          />
          Insert jobs that are missing
        </label>
      </div>
      {insertJobs ? (
        <>
          {jobColumns.map((draft) => (
            <JobColumnFields key={draft.key} draft={draft} disabled={isBusy} />
          ))}
          <div className={styles.row}>
            <Button disabled={isBusy} onClick={() => exportStore.addJobColumn()}>
              <Plus size={15} aria-hidden /> Fill a column of jobs
            </Button>
            <span className={styles.faint}>Where your jobs need more than an id.</span>
          </div>
        </>
      ) : null}
    </Panel>
  );
}

const CONSTANT = '';

function JobColumnFields({ draft, disabled }: { readonly draft: JobColumnDraft; readonly disabled: boolean }) {
  const { key, column, fact, constant } = draft;
  return (
    <div className={styles.jobColumn}>
      <input
        className={field.input}
        aria-label="Column of jobs"
        placeholder="column"
        value={column}
        disabled={disabled}
        onChange={({ target }) => exportStore.changeJobColumn(key, { column: target.value })}
      />
      <select
        className={field.input}
        aria-label={`What fills ${column}`}
        value={fact ?? CONSTANT}
        disabled={disabled}
        onChange={({ target }) => exportStore.changeJobColumn(key, { fact: factOf(target.value) })}
      >
        <option value={CONSTANT}>always the same</option>
        {jobFacts.map((name) => (
          <option key={name} value={name}>
            {spaced(name)}
          </option>
        ))}
      </select>
      <input
        className={field.input}
        aria-label={`Value of ${column}`}
        placeholder={fact === null ? 'value' : ''}
        value={fact === null ? constant : ''}
        disabled={disabled || fact !== null}
        onChange={({ target }) => exportStore.changeJobColumn(key, { constant: target.value })}
      />
      <Button
        look="quiet"
        disabled={disabled}
        aria-label={`Leave ${column || 'this column'} alone`}
        onClick={() => exportStore.removeJobColumn(key)}
      >
        <X size={15} aria-hidden />
      </Button>
    </div>
  );
}
