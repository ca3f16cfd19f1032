/** What the window explains of the screen `export`. */
import type { ScreenHelp } from './screen-help.ts';

export const exportHelp: ScreenHelp = {
  title: 'Export',
  answers: 'How do measured rows come into the production database, and are they all there?',
  reading: [
    {
      what: 'Server',
      how: 'Fill it in or give a whole URL. The password is typed in a window of its own and kept in the system’s safe.',
    },
    {
      what: 'Test connection',
      how: 'Looks at version, tables column by column, keys and privileges in a transaction that can only read. Each problem is one sentence. It takes no run.',
    },
    { what: 'Dry run', how: 'Counts what a push would insert, and writes nothing.' },
    {
      what: 'Push',
      how: 'Batch by batch, each in one transaction. Interrupted at any point and pushed again, the same rows are there once.',
    },
    {
      what: 'Checksum',
      how: 'Number and checksum of the rows as the server has them, against those of this database.',
    },
  ],
  limits: [
    'Rows that are there already are never changed: other values under the same id are an error and not an update.',
    'The table jobs is production’s: only ids that are missing are inserted, and only if you let it.',
  ],
};
