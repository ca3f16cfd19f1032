/** The help of each screen: every one that there is has some. */
import type { Route } from '../ui/route.ts';
import { capacityHelp } from './capacity.ts';
import { compareHelp } from './compare.ts';
import { comparisonHelp } from './comparison.ts';
import { decisionHelp } from './decision.ts';
import { documentHelp } from './document.ts';
import { environmentHelp } from './environment.ts';
import { exportHelp } from './export.ts';
import { loadHelp } from './load.ts';
import { runHelp } from './run.ts';
import { runDetailHelp } from './run-detail.ts';
import { runsHelp } from './runs.ts';
import type { ScreenHelp } from './screen-help.ts';

export const helpOf: Readonly<Record<Route['screen'], ScreenHelp>> = {
  run: runHelp,
  runs: runsHelp,
  'run-detail': runDetailHelp,
  document: documentHelp,
  compare: compareHelp,
  comparison: comparisonHelp,
  load: loadHelp,
  capacity: capacityHelp,
  decision: decisionHelp,
  export: exportHelp,
  environment: environmentHelp,
};
