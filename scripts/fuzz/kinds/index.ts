/** All that is fuzzed. */
import type { TargetKind } from '../target.ts';
import { callTargets } from './calls.ts';
import { fileTargets } from './files.ts';
import { gatewayTargets } from './gateway.ts';
import { imageTargets } from './images.ts';
import { schemaTargets } from './schemas.ts';
import { textTargets } from './texts.ts';
import { wordTargets } from './words.ts';

export const targetKinds: Readonly<Record<string, TargetKind>> = {
  schema: schemaTargets,
  text: textTargets,
  file: fileTargets,
  words: wordTargets,
  call: callTargets,
  gateway: gatewayTargets,
  image: imageTargets,
} as Readonly<Record<string, TargetKind>>;
