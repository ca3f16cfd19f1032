/**
 * An export replaces the file it goes to; what it is made of must not be that file.
 */
import { stat } from 'node:fs/promises';
import { BenchError } from '../contract/errors.ts';

/** @throws BenchError `export.failed` where `file` is one of the inputs, by whatever name or link, or belongs to a database among them */
export async function refuseInputs(file: string, inputs: readonly string[]): Promise<void> {
  const target = await identityOf(file);
  for (const input of inputs) {
    for (const name of [input, `${input}-wal`, `${input}-shm`]) {
      const isSame = name === file || (target !== null && target === (await identityOf(name)));
      if (isSame) throw new BenchError('export.failed', { file, reason: 'it is what is to be exported, or the database' });
    }
  }
}

const identityOf = (file: string): Promise<string | null> =>
  stat(file, { bigint: true }).then(
    ({ dev, ino }) => `${dev} ${ino}`,
    () => null,
  );
