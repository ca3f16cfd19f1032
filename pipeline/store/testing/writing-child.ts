/** For tests: finishes jobs as fast as it can and says the id of each one that is kept, until it is killed. */
import { writeSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { openStore } from '../store.ts';
import { finished, startedRun } from './samples.ts';

// Who is killed cannot leave it behind for the next one.
flushCompileCache();
const store = openStore(String(process.argv[2]), { mode: 'write' });
for (;;) {
  const { jobIds, start } = startedRun(store, 50);
  for (const jobId of jobIds) {
    start(jobId);
    store.jobFinished(finished(jobId));
    // Not a stream: what is said must not wait in this process when it dies.
    writeSync(1, `${jobId}\n`);
  }
}
