/** The request that measures the documents of a past run once more, with its settings. */
import type { z } from 'zod';
import type { AppCalls } from '../../../pipeline/contract/app-calls.ts';
import { runRequestSchema } from '../../../pipeline/contract/engine-messages.ts';
import type { RunRecord } from '../../../pipeline/contract/run.ts';
import { settingsSchema } from '../../../pipeline/contract/settings.ts';

type Request = z.input<AppCalls['run.start']['input']>;

const planSchema = runRequestSchema.pick({ documents: true, selection: true, count: true });

/**
 * Null where the run was planned by a version that kept it in another form, or was not planned here at all; and of a comparison
 * or a load test, which is more than a run of its documents.
 */
export function requestAgain(run: Pick<RunRecord, 'kind' | 'name' | 'plan' | 'settings'>): Request | null {
  if (run.kind !== 'run') return null;
  const plan = planSchema.safeParse(run.plan);
  const settings = settingsSchema.safeParse(run.settings);
  return plan.success && settings.success ? { name: run.name, ...plan.data, settings: settings.data } : null;
}
