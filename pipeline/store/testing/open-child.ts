/** For tests: opens a store as whatever user this process is, and says what came of it: `node open-child.ts MODE FILE`. */
import { BenchError } from '../../contract/errors.ts';
import { openStore } from '../store.ts';

const [mode, file] = process.argv.slice(2);

function attempt(): unknown {
  try {
    if (mode === 'write') {
      openStore(String(file), { mode: 'write' }).close();
      return { opened: true };
    }
    const store = openStore(String(file), { mode: 'read' });
    const runs = store.listRuns({ limit: 10 }).length;
    store.close();
    return { runs };
  } catch (thrown) {
    return BenchError.wrap(thrown).toInfo();
  }
}

process.stdout.write(JSON.stringify(attempt()));
