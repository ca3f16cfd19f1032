/** A worker as the app starts it. */
import '../../pipeline/worker/main.ts';
