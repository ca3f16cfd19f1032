/** What was found of the machine, a panel for each kind. */
import type { Examination } from '../../../pipeline/contract/examination.ts';
import { Facts } from '../../ui/facts.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import styles from './environment-screen.module.css';
import { machineFacts, versionFacts } from './environment-text.ts';
import { Findings } from './findings.tsx';
import { calibrationSentence } from './noise-words.ts';

export function ExaminationPanels({ examination }: { readonly examination: Examination }) {
  const { engines, hosts, database, noise } = examination;
  return (
    <>
      <Panel title="Machine">
        <Facts facts={machineFacts(examination)} />
      </Panel>
      <Panel title="Noise" hint="What other programs and the hypervisor take shows up in every number.">
        {noise.warnings.length === 0 ? <Notice tone="good">Steady enough to measure.</Notice> : null}
        {noise.warnings.map(({ code, message }) => (
          <Notice key={code} tone="warn">
            {message}
          </Notice>
        ))}
        <p className={styles.calibration}>
          <strong>Calibration.</strong> The same fixed work takes {calibrationSentence(noise)} It is timed before and after each
          run: were it to take longer afterwards, the machine changed meanwhile.
        </p>
      </Panel>
      <Panel title="OCR engines">
        <Findings findings={engines} />
      </Panel>
      <Panel title="Process hosts" hint="A worker was started and let go again.">
        <Findings findings={hosts} />
      </Panel>
      <Panel title="Database" hint="Every measurement is kept here.">
        <Findings findings={[database]} />
      </Panel>
      <Panel title="Versions" hint="What decides what a document costs, beside the machine.">
        <Facts facts={versionFacts(examination)} />
      </Panel>
    </>
  );
}
