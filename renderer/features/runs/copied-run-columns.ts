/** What is copied of the list of runs: all that is known of a run there, each figure on its own. */
import type { RunListItem } from '../../../pipeline/contract/run.ts';
import { count, percent, seconds } from '../../ui/format.ts';
import type { Column } from '../../ui/table-columns.ts';
import { figureColumn } from './figure-column.ts';
import { accuracyOf, figuresOf } from './run-figures.ts';

export const copiedRunColumns: readonly Column<RunListItem>[] = [
  { key: 'id', title: 'id', value: ({ id }) => id },
  { key: 'name', title: 'name', value: ({ name }) => name },
  { key: 'kind', title: 'kind', value: ({ kind }) => kind },
  { key: 'state', title: 'state', value: ({ state }) => state },
  { key: 'created', title: 'created', value: ({ created_at }) => created_at },
  { key: 'ended', title: 'ended', value: ({ ended_at }) => ended_at },
  { key: 'baseline', title: 'baseline', value: ({ pinned }) => (pinned ? 'yes' : 'no') },
  figureColumn('documents', ({ summary }) => summary?.jobs.succeeded ?? null, count),
  figureColumn('failed', ({ summary }) => summary?.jobs.failed ?? null, count),
  figureColumn('CPU s/document fast', (run) => figuresOf(run)?.cpu_per_doc.fast ?? null, seconds),
  figureColumn('CPU s/document standard', (run) => figuresOf(run)?.cpu_per_doc.standard ?? null, seconds),
  figureColumn('CPU s/document weighted', (run) => figuresOf(run)?.cpu_per_doc.weighted ?? null, seconds),
  figureColumn('wall s/document', (run) => figuresOf(run)?.wall_per_doc ?? null, seconds),
  figureColumn('CER', (run) => accuracyOf(figuresOf(run))?.cer ?? null, percent),
  figureColumn('warnings', ({ warnings }) => warnings.length, count),
  { key: 'tags', title: 'tags', value: ({ tags }) => tags.join(', ') },
  { key: 'notes', title: 'notes', value: ({ notes }) => notes },
];
