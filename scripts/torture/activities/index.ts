/** All activities, in the order of the table. */
import type { Activity } from './activity.ts';
import { compareActivity } from './compare.ts';
import { exportActivity } from './export.ts';
import { gatewayActivity } from './gateway.ts';
import { loadActivity, loadPostgresActivity } from './load.ts';
import { queueActivity } from './queue.ts';
import { runActivity } from './run.ts';

export const activities: readonly Activity[] = [
  runActivity,
  compareActivity,
  loadActivity,
  gatewayActivity,
  exportActivity,
  queueActivity,
  loadPostgresActivity,
];
