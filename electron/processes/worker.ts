/**
 * A worker as the app starts it. It gives way to the window: a run takes every core, and a click must not wait for one. CPU
 * seconds are the same; on a machine with nothing else to do the wall seconds are, too.
 */
import os from 'node:os';
import '../../pipeline/worker/main.ts';

os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);
