/** A run as it goes on. Each part asks for what it shows, so that nothing is drawn again without need. */
import { Failures } from './failures.tsx';
import { LiveHead } from './live-head.tsx';
import styles from './live-screen.module.css';
import { RecentDocuments } from './recent-documents.tsx';
import { SignalsPanel } from './signals-panel.tsx';
import { StagesSoFar } from './stages-so-far.tsx';
import { WorkerLanes } from './worker-lanes.tsx';

export function LiveScreen() {
  return (
    <div className={styles.live}>
      <LiveHead />
      <div className={styles.panels}>
        <div className={styles.column}>
          <WorkerLanes />
          <SignalsPanel />
        </div>
        <div className={styles.column}>
          <StagesSoFar />
          <Failures />
          <RecentDocuments />
        </div>
      </div>
    </div>
  );
}
