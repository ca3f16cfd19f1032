/** The folder in which uploads of a load test wait, among its results. */
import { rm } from 'node:fs/promises';
import path from 'node:path';

export const incomingOf = (resultRoot: string): string => path.join(resultRoot, 'incoming');

/** Uploads that nobody needs any more. What stays behind takes room and harms nothing. */
export const forget = (place: string): Promise<void> => rm(place, { recursive: true, force: true }).catch(() => undefined);
