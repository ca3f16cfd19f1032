/** All runs: found by a search, opened, compared, named, pinned, resumed, deleted. */
import { Search } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { RunListItem } from '../../../pipeline/contract/run.ts';
import { Button } from '../../ui/button.tsx';
import { CopyTable } from '../../ui/copy-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import field from '../../ui/field.module.css';
import { plural } from '../../ui/format.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import { go } from '../../ui/route.ts';
import { ScreenHeading } from '../../ui/screen-heading.tsx';
import { type Sort, sortRows } from '../../ui/table-columns.ts';
import { useMedia } from '../../ui/use-media.ts';
import { VirtualTable } from '../../ui/virtual-table.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { NothingMeasured } from '../guide/nothing-measured.tsx';
import { copiedRunColumns } from './copied-run-columns.ts';
import { EditRunDialog } from './edit-run-dialog.tsx';
import { PickedBar } from './picked-bar.tsx';
import { type PickedRuns, restorePicked, togglePicked } from './picked-runs.ts';
import { runColumns } from './run-columns.tsx';
import { screenOf } from './run-figures.ts';
import styles from './runs-screen.module.css';
import { useRunActions } from './use-run-actions.ts';
import { useRuns } from './use-runs.ts';

export function RunsScreen() {
  const [search, setSearch] = useState('');
  const [sort, setSort] = useState<Sort | null>(null);
  const [edited, setEdited] = useState<RunListItem | null>(null);
  const { runs, search: searched, error, refresh } = useRuns(search.trim());
  const actions = useRunActions();
  const wide = useMedia('(min-width: 2200px)');
  const [picked, setPicked] = useState<PickedRuns>([]);
  const columns = useMemo(() => {
    const picking = { picked, onToggle: (run: RunListItem) => setPicked((last) => togglePicked(last, run)) };
    const remove = (run: RunListItem): Promise<void> => {
      // It is not there to be compared any more.
      setPicked((last) => last.filter(({ id }) => id !== run.id));
      return actions.remove(run, () => setPicked((last) => restorePicked(last, run, picked)));
    };
    return runColumns({ ...actions, remove }, picking, setEdited, wide);
  }, [actions, picked, wide]);
  const sorted = useMemo(() => sortRows(runs ?? [], columns, sort), [runs, columns, sort]);
  const none = runs !== null && runs.length === 0;

  return (
    <>
      <header className={field.bar}>
        <ScreenHeading>Runs</ScreenHeading>
        {none && searched === '' ? null : (
          <>
            <label className={`${styles.search} ${field.push}`}>
              <Search size={16} aria-hidden />
              <input
                type="search"
                className={`${field.input} ${field.search}`}
                aria-label="Search runs"
                placeholder="Name, tag, note or id"
                value={search}
                onChange={(event) => setSearch(event.target.value)}
              />
            </label>
            <span className={styles.count} role="status">
              {runs === null ? '' : plural(runs.length, 'run')}
            </span>
            <CopyTable name="runs" columns={copiedRunColumns} rows={sorted} />
          </>
        )}
      </header>
      {error === null ? null : <ErrorNotice error={error} actions={<Button onClick={refresh}>Try again</Button>} />}
      {runs === null && error === null ? <Waiting what="the runs" /> : null}
      {none && searched === '' ? (
        <NothingMeasured title="No runs yet">
          A run measures what each document costs, stage by stage. Runs, comparisons and load tests are kept here with every
          figure, until you delete them.
        </NothingMeasured>
      ) : null}
      {none && searched !== '' ? (
        <Empty title={`No run fits “${searched}”`} action={<Button onClick={() => setSearch('')}>Show all runs</Button>}>
          Names, tags, notes and ids are searched.
        </Empty>
      ) : null}
      {picked.length === 0 ? null : <PickedBar picked={picked} onClear={() => setPicked([])} />}
      {runs === null || none ? null : (
        <VirtualTable
          name="Runs"
          columns={columns}
          rows={sorted}
          keyOf={({ id }) => id}
          sort={sort}
          onSort={setSort}
          onOpen={(run) => go(screenOf(run))}
          isMarked={({ pinned }) => pinned}
          minWidth={1010}
        />
      )}
      {edited === null ? null : <EditRunDialog run={edited} onClose={() => setEdited(null)} />}
    </>
  );
}
