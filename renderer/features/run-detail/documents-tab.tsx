/** Every document of the run with its figures: sorted, filtered, opened. Fluid with 100,000 of them. */
import { Search } from 'lucide-react';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import type { RunDetail } from '../../../pipeline/contract/reader-calls.ts';
import type { RunTable } from '../../../pipeline/contract/run-table.ts';
import { Button } from '../../ui/button.tsx';
import { CopyTable } from '../../ui/copy-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import field from '../../ui/field.module.css';
import { count, plural } from '../../ui/format.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import { go } from '../../ui/route.ts';
import { sortRows } from '../../ui/table-columns.ts';
import { useMedia } from '../../ui/use-media.ts';
import { VirtualTable } from '../../ui/virtual-table.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { copiedDocumentColumns, documentColumns } from './document-columns.tsx';
import {
  type DocumentFilter,
  everything,
  filterDocuments,
  pathChoices,
  stateChoices,
  temperatureChoices,
} from './document-filter.ts';
import { keepDocumentOrder, orderKept, seenLast } from './document-order.ts';
import styles from './documents-tab.module.css';
import { useRunTable } from './use-run-table.ts';

const WIDTH = 1010;
const ERROR_WIDTH = 270;
const STAGE_WIDTH = 164;

export function DocumentsTab({ detail }: { readonly detail: RunDetail }) {
  const table = useRunTable(detail);
  if (table.state === 'failed')
    return <ErrorNotice error={table.error} actions={<Button onClick={table.retry}>Try again</Button>} />;
  if (table.state === 'waiting') return <Waiting what="the documents" />;
  return <Documents run={detail.run.id} table={table.value} />;
}

function Documents({ run, table }: { readonly run: string; readonly table: RunTable }) {
  const kept = orderKept(run);
  const [filter, setFilter] = useState<DocumentFilter>(kept?.filter ?? everything);
  const [sort, setSort] = useState(kept?.sort ?? null);
  const [withStages, setWithStages] = useState(kept?.withStages ?? false);
  const deferred = useDeferredValue(filter);
  const wide = useMedia('(min-width: 1500px)');
  const columns = useMemo(() => documentColumns(run, table, { stages: withStages, wide }), [run, table, withStages, wide]);
  const copied = useMemo(() => copiedDocumentColumns(run, table), [run, table]);
  const found = useMemo(() => filterDocuments(table.jobs, deferred), [table, deferred]);
  const rows = useMemo(() => sortRows(found, columns, sort), [found, columns, sort]);
  const [start] = useState(() => rows.findIndex((place) => table.jobs[place]?.id === seenLast()));
  const hasStages = Object.keys(table.stages).length > 0;

  const open = (place: number): void => {
    const job = table.jobs[place];
    if (job !== undefined) go({ screen: 'document', run, job: job.id });
  };
  // The document screen goes to the next one in the order that one sees here, and coming back finds the same view.
  useEffect(() => {
    keepDocumentOrder({ run, filter, sort, withStages, jobs: rows.map((place) => table.jobs[place]?.id ?? '') });
  }, [run, filter, sort, withStages, rows, table]);

  return (
    <>
      <div className={field.bar}>
        <label className={styles.search}>
          <Search size={16} aria-hidden />
          <input
            type="search"
            className={`${field.input} ${field.search}`}
            aria-label="Filter documents"
            placeholder="File name or error"
            value={filter.text}
            onChange={(event) => setFilter({ ...filter, text: event.target.value })}
          />
        </label>
        <Select
          name="State"
          all="all states"
          choices={stateChoices}
          chosen={filter.state}
          onChoose={(state) => setFilter({ ...filter, state })}
        />
        <Select
          name="Path"
          all="all paths"
          choices={pathChoices}
          chosen={filter.path}
          onChoose={(path) => setFilter({ ...filter, path })}
        />
        <Select
          name="Temperature"
          all="cold and warm"
          choices={temperatureChoices}
          chosen={filter.temperature}
          onChoose={(temperature) => setFilter({ ...filter, temperature })}
        />
        {hasStages ? (
          <label className={field.check}>
            <input type="checkbox" checked={withStages} onChange={(event) => setWithStages(event.target.checked)} />
            Stages
          </label>
        ) : null}
        <span className={`${styles.count} ${field.push}`} role="status">
          {rows.length === table.jobs.length
            ? plural(rows.length, 'document')
            : `${count(rows.length)} of ${count(table.jobs.length)}`}
        </span>
        <CopyTable name="documents" columns={copied} rows={rows} />
      </div>
      {rows.length === 0 ? (
        <Empty
          title={table.jobs.length === 0 ? 'This run has no documents' : 'No document fits'}
          action={table.jobs.length === 0 ? undefined : <Button onClick={() => setFilter(everything)}>Show all documents</Button>}
        />
      ) : (
        <VirtualTable
          name="Documents"
          columns={columns}
          rows={rows}
          keyOf={(place) => table.jobs[place]?.id ?? ''}
          sort={sort}
          onSort={setSort}
          onOpen={open}
          startAt={start}
          minWidth={
            WIDTH +
            (columns.some(({ key }) => key === 'error') ? ERROR_WIDTH : 0) +
            (withStages ? STAGE_WIDTH * Object.keys(table.stages).length : 0)
          }
        />
      )}
    </>
  );
}

interface SelectProps<Choice extends string> {
  readonly name: string;
  /** How `all` reads. */
  readonly all: string;
  readonly choices: readonly Choice[];
  readonly chosen: Choice;
  onChoose(choice: Choice): void;
}

function Select<Choice extends string>({ name, all, choices, chosen, onChoose }: SelectProps<Choice>) {
  return (
    <select
      aria-label={name}
      className={`${field.input} ${field.select}`}
      value={chosen}
      onChange={(event) => onChoose(choices.find((choice) => choice === event.target.value) ?? chosen)}
    >
      {choices.map((choice) => (
        <option key={choice} value={choice}>
          {choice === 'all' ? all : choice}
        </option>
      ))}
    </select>
  );
}
