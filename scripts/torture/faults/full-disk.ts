/** The disk that holds the database and the results, or the server's tables, has no byte left; later it has room again. */
import { chownSync } from 'node:fs';
import type { PostgresServer } from '../../../pipeline/export/postgres/testing/server.ts';
import { serverUser } from '../../../pipeline/export/postgres/testing/server.ts';
import { SmallDisk, smallDiskObstacle } from '../small-disk.ts';
import type { Armed, Fault, Site } from './fault.ts';

const MEGABYTES = 64;
/** Of a server's tables: a database of its own takes some 8 MB before the first row. */
const TABLES_MEGABYTES = 24;

export const fullDisk: Fault = {
  name: 'full-disk',
  title: 'full disk',
  on: ['run', 'compare', 'load', 'gateway', 'export'],
  short: 'run',
  ends: ['done', 'failed', 'store.full', 'storage.full', 'postgres.full'],
  failures: { codes: ['storage.full', 'input.missing'], most: Number.POSITIVE_INFINITY },
  obstacle: smallDiskObstacle,
  arm: async (site) => (site.activity === 'export' ? fullTables(site) : fullHere(site)),
};

function fullHere({ ground }: Site): Armed {
  const disk = new SmallDisk(ground.disk, MEGABYTES);
  ground.atEnd(() => disk.unmount());
  return {
    strike: async () => {
      disk.fill();
      return 'tmpfs';
    },
    mend: () => disk.free(),
  };
}

/** The tables lie in a tablespace on the small disk; its log is elsewhere, so that the server itself goes on. */
function fullTables({ ground }: Site): Armed {
  const disk = new SmallDisk(`${ground.folder}/tables`, TABLES_MEGABYTES);
  const { uid, gid } = serverUser();
  if (uid !== undefined && gid !== undefined) chownSync(disk.place, uid, gid);
  ground.serverDatabase = async (server: PostgresServer) => {
    const name = `torture_${ground.mark.replaceAll('-', '_')}`;
    await server.sql(`CREATE TABLESPACE ${name} LOCATION '${disk.place}'`);
    await server.sql(`CREATE DATABASE ${name} TABLESPACE ${name}`);
    ground.atEnd(async () => {
      await server.sql(`DROP DATABASE ${name} WITH (FORCE)`);
      await server.sql(`DROP TABLESPACE ${name}`);
      disk.unmount();
    });
    return name;
  };
  return {
    strike: async () => {
      disk.fill();
      return 'tmpfs as a tablespace of the server';
    },
    mend: () => disk.free(),
  };
}
