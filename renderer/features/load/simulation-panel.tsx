/** The load test simulated beside what was measured, and what the model says of other machines and more users. */
import { useId, useState } from 'react';
import type { LoadResult } from '../../../pipeline/analysis/load/result.ts';
import type { LoadFacts } from '../../../pipeline/contract/load.ts';
import { defaultPathMix } from '../../../pipeline/contract/run.ts';
import type { ScenarioWish } from '../../../pipeline/contract/simulation.ts';
import { useIsWorking } from '../../app/live-run.tsx';
import { Button } from '../../ui/button.tsx';
import { percent } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useQuiet } from '../../ui/use-quiet.ts';
import field from '../run/setup/fields.module.css';
import styles from './load-screen.module.css';
import { numbersOf } from './number-list.ts';
import { ReckoningState } from './reckoning-state.tsx';
import { Simulated } from './simulated.tsx';
import { TheoryCheckTable } from './theory-check.tsx';
import { useReckoning } from './use-reckoning.ts';

const SEEDS = 100;
const DOCUMENTS_PER_USER = 5;

interface SimulationPanelProps {
  readonly facts: LoadFacts;
  readonly result: LoadResult;
}

export function SimulationPanel({ facts, result }: SimulationPanelProps) {
  const [users, setUsers] = useState('50, 100');
  const [cores, setCores] = useState([...new Set([facts.cores, 16])].join(', '));
  const scenarios = scenariosOf(facts, users, cores);
  // While a number is typed there may be none: what was found last stays.
  const [kept, setKept] = useState('');
  const wanted = scenarios === null ? kept : JSON.stringify(scenarios);
  if (wanted !== kept) setKept(wanted);
  return (
    <Panel
      title="On another machine"
      hint={`The documents of this test, simulated: first the test itself, to know how far the model is off, then other machines. Each case is the report’s burst with ${DOCUMENTS_PER_USER} documents a user, ${percent(defaultPathMix.fast, 0)} of them on the fast path, drawn ${SEEDS} times.`}
    >
      <div className={styles.fields}>
        <ListField label="Users" text={users} onText={setUsers} />
        <ListField label="Cores" text={cores} onText={setCores} />
      </div>
      {scenarios === null ? (
        <Notice tone="warn">Give whole numbers from 1 to 1,024, by commas; up to five of each.</Notice>
      ) : null}
      {wanted === '' ? null : <Simulations facts={facts} result={result} wanted={wanted} />}
    </Panel>
  );
}

interface SimulationsProps extends SimulationPanelProps {
  /** The cases, as text. */
  readonly wanted: string;
}

/** A core that simulates is missing from what is measured meanwhile, so then it waits to be asked. */
function Simulations({ facts, result, wanted }: SimulationsProps) {
  const isWorking = useIsWorking();
  const [isInsisted, setInsisted] = useState(false);
  const isWanted = !isWorking || isInsisted;
  const asked = useQuiet(wanted);
  const request = { run: facts.run, scenarios: JSON.parse(asked) as ScenarioWish[], seed: 1, seeds: SEEDS };
  const simulation = useReckoning('simulation', request, isWanted);
  const isOld = simulation.value !== null && (simulation.isOld || asked !== wanted);
  return (
    <>
      {isWanted ? null : (
        <Notice tone="plain" actions={<Button onClick={() => setInsisted(true)}>Simulate all the same</Button>}>
          Something is being measured, and a simulation would take from it.
        </Notice>
      )}
      <ReckoningState
        reckoning={simulation}
        name="Simulations done"
        doing={isOld ? 'Simulating; the tables below are of the numbers before' : 'Simulating'}
        begin="Simulate"
      />
      {simulation.value === null ? null : (
        <div className={`${styles.simulated} ${isOld ? styles.old : ''}`} aria-busy={isOld}>
          <Simulated simulation={simulation.value} result={result} shape={facts.plan.shape} />
          <TheoryCheckTable isWanted={isWanted} />
        </div>
      )}
    </>
  );
}

interface ListFieldProps {
  readonly label: string;
  readonly text: string;
  onText(text: string): void;
}

function ListField({ label, text, onText }: ListFieldProps) {
  const id = useId();
  return (
    <div className={field.field}>
      <label htmlFor={id} className={field.label}>
        {label}
      </label>
      <input id={id} className={field.input} type="text" value={text} onChange={({ target }) => onText(target.value)} />
      <p className={field.hint}>One or more, by commas.</p>
    </div>
  );
}

function scenariosOf(facts: LoadFacts, users: string, cores: string): ScenarioWish[] | null {
  const manyUsers = numbersOf(users);
  const manyCores = numbersOf(cores);
  if (manyUsers === null || manyCores === null) return null;
  const { workers, 'ocr.threads': threads } = facts.settings;
  return manyUsers.flatMap((wanted) =>
    manyCores.map((machine) => ({
      users: wanted,
      documents_per_user: DOCUMENTS_PER_USER,
      profile: 'burst',
      cores: machine,
      workers: machine === facts.cores ? workers : Math.max(1, Math.floor(machine / threads)),
      queue_limit: facts.plan.limits.max_queue,
      fast_share: defaultPathMix.fast,
    })),
  );
}
