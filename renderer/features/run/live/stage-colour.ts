/** A stage's colour for a style sheet (`ui/palette.ts`). */
import type { StageName } from '../../../../pipeline/contract/stages.ts';

export const stageColour = (stage: StageName): string => `var(--stage-${stage.replaceAll('_', '-')})`;
