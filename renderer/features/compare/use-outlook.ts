/** What the plan on the screen would find and take; asked again when the person has stopped changing it. */
import type { z } from 'zod';
import type { AppCalls } from '../../../pipeline/contract/app-calls.ts';
import type { PlanOutlook } from '../../../pipeline/contract/comparison.ts';
import { type Answered, useAsk } from '../../ui/bridge.ts';
import { useQuiet } from '../../ui/use-quiet.ts';
import type { PlannedComparison } from './compare-draft.ts';

/** `isOld`: it is about the plan as it was a moment ago. */
export function useOutlook({ plan, documents, selection, count }: PlannedComparison): Answered<PlanOutlook> & { isOld: boolean } {
  const wanted = JSON.stringify({ plan, place: documents, selection, count });
  const asked = useQuiet(wanted);
  const question: z.input<AppCalls['comparisons.outlook']['input']> = JSON.parse(asked);
  const answer = useAsk('comparisons.outlook', question);
  return { ...answer, isOld: asked !== wanted };
}
