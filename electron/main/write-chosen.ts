/** Writes what the window made to the place that a person chose for it. */
import { refuseInputs } from '../../pipeline/export/refuse-inputs.ts';
import { writeWhole } from '../../pipeline/export/write-whole.ts';

/** @throws BenchError `export.*`: also where the place is the database */
export async function writeChosen(file: string, content: string | Uint8Array, database: string): Promise<void> {
  await refuseInputs(file, [database]);
  await writeWhole(file, [content]);
}
