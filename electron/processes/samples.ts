/** Draws the sample documents, in a process of its own: it takes a minute of CPU. */
import { generateFixtures } from '../../fixtures/generate.ts';
import { samplesCalls } from '../../pipeline/contract/samples-calls.ts';
import { serveCalls } from '../../pipeline/process/calls.ts';
import { parentChannel } from '../../pipeline/process/channel.ts';
import { writeError } from '../../pipeline/storage/directory.ts';

const channel = parentChannel();
serveCalls(channel, samplesCalls, {
  make: async ({ out }, { signal, progress }) => {
    try {
      const { documents } = await generateFixtures({ out, signal, onProgress: (done, total) => progress(done, total) });
      return { documents: documents.length };
    } catch (thrown) {
      throw signal.aborted ? signal.reason : writeError(thrown, out);
    }
  },
});
channel.onClose(() => process.exit(0));
