/** A run or a comparison as it goes on. Each part asks for what it shows, so that nothing is drawn again without need. */
import { useLivePart } from '../../../app/live-run.tsx';
import { Failures } from './failures.tsx';
import { LiveHead } from './live-head.tsx';
import styles from './live-screen.module.css';
import { PassesPanel } from './passes-panel.tsx';
import { RecentDocuments } from './recent-documents.tsx';
import { SignalsPanel } from './signals-panel.tsx';
import { StagesSoFar } from './stages-so-far.tsx';
import { WorkerLanes } from './worker-lanes.tsx';

export function LiveScreen() {
  const isComparison = useLivePart((live) => live.kind === 'compare') === true;
  return (
    <div className={styles.live}>
      <LiveHead />
      <div className={styles.panels}>
        <div className={styles.column}>
          <WorkerLanes />
          <SignalsPanel />
        </div>
        <div className={styles.column}>
          {/* Means over both sides would tell nothing, and a look at the sides before the end too much. */}
          {isComparison ? <PassesPanel /> : <StagesSoFar />}
          <Failures />
          <RecentDocuments />
        </div>
      </div>
    </div>
  );
}
