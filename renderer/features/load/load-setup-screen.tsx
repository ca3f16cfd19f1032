/** Choose who uploads what and how fast, and start. */
import { Waves } from 'lucide-react';
import { useId } from 'react';
import { ArrivalHeading } from '../../ui/arrival-heading.tsx';
import { useAsk } from '../../ui/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { duration, plural } from '../../ui/format.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { DocumentsPanel } from '../run/setup/documents-panel.tsx';
import { FailedStart } from '../run/setup/failed-start.tsx';
import field from '../run/setup/fields.module.css';
import { OtherWork } from '../run/setup/other-work.tsx';
import { SettingsPanel } from '../run/setup/settings-panel.tsx';
import screen from '../run/setup/setup-screen.module.css';
import { StartForm } from '../run/setup/start-form.tsx';
import { runDraft, useRunDraft } from '../run/use-run-draft.ts';
import {
  type DraftProfile,
  fieldsOf,
  loadReadiness,
  type NumberKey,
  numberFields,
  numberProblem,
  outlookOf,
  proposedName,
} from './load-draft.ts';
import styles from './load-screen.module.css';
import { loadDraft, useLoadDraft } from './use-load-draft.ts';

interface LoadSetupScreenProps {
  /** Files hang over the window. */
  readonly isOver: boolean;
  /** Whether it took the place of a result. */
  readonly isArrival: boolean;
}

export function LoadSetupScreen({ isOver, isArrival }: LoadSetupScreenProps) {
  const { problem } = useLoadDraft();
  const { problem: documentsProblem } = useRunDraft();
  const about = useAsk('about', {});
  const cores = about.state === 'here' ? about.value.cores : null;
  return (
    <>
      <header>
        <ArrivalHeading isArrival={isArrival}>Load test</ArrivalHeading>
        <p className={screen.lead}>
          Uploads documents over HTTP as users would, however slow the system becomes, and says how long they take, what gives way
          first, and at which rate.
        </p>
      </header>
      {problem === null ? null : (
        <ErrorNotice error={problem} actions={<Button onClick={() => loadDraft.dismissProblem()}>Dismiss</Button>} />
      )}
      {documentsProblem === null ? null : (
        <ErrorNotice error={documentsProblem} actions={<Button onClick={() => runDraft.dismissProblem()}>Dismiss</Button>} />
      )}
      <FailedStart of="load" />
      <OtherWork here="load" />
      <div className={screen.columns}>
        <div className={screen.choices}>
          <ShapePanel />
          <DocumentsPanel isOver={isOver} />
          <SettingsPanel cores={cores} />
        </div>
        <div className={screen.start}>
          <StartPanel cores={cores} />
        </div>
      </div>
    </>
  );
}

const profiles: readonly { readonly key: DraftProfile; readonly label: string }[] = [
  { key: 'burst', label: 'Burst' },
  { key: 'burst-rates', label: 'Burst as printed' },
  { key: 'steps', label: 'Rising steps' },
  { key: 'constant', label: 'Steady' },
  { key: 'poisson', label: 'Random (Poisson)' },
];

const profileWords: Readonly<Record<DraftProfile, string>> = {
  burst: 'The report’s falling rates over 90 s, scaled to users × documents.',
  'burst-rates': 'The rates as the report prints them, which add up to 910 uploads for 50 users.',
  steps: 'The rate rises until something becomes critical: the breaking point.',
  constant: 'One upload after the other, evenly.',
  poisson: 'Uploads that know nothing of each other, at a mean rate.',
};

function ShapePanel() {
  const draft = useLoadDraft();
  return (
    <Panel title="Load" hint={profileWords[draft.profile]}>
      <Choice name="Load profile" options={profiles} chosen={draft.profile} onChoose={(profile) => loadDraft.set({ profile })} />
      <div className={styles.fields}>
        {fieldsOf[draft.profile].map((key) => (
          <NumberField key={key} of={key} text={draft.numbers[key]} />
        ))}
      </div>
    </Panel>
  );
}

function NumberField({ of, text }: { readonly of: NumberKey; readonly text: string }) {
  const id = useId();
  const { label, hint, min, step } = numberFields[of];
  const problem = numberProblem(of, text);
  return (
    <div className={field.field}>
      <label htmlFor={id} className={field.label}>
        {label}
      </label>
      <input
        id={id}
        className={field.input}
        type="number"
        min={min}
        step={step}
        aria-invalid={problem !== null}
        aria-describedby={`${id}-hint`}
        value={text}
        onChange={({ target }) => loadDraft.setNumber(of, target.value)}
      />
      <p id={`${id}-hint`} className={problem === null ? field.hint : field.problem}>
        {problem ?? hint}
      </p>
    </div>
  );
}

function StartPanel({ cores }: { readonly cores: number | null }) {
  const draft = useLoadDraft();
  const readiness = loadReadiness(draft, useRunDraft());
  const isReady = readiness.kind === 'ready';
  return (
    <StartForm
      title="This load test"
      repeats={null}
      name={{ value: draft.name, placeholder: proposedName(draft), set: (name) => loadDraft.set({ name }) }}
      missing={isReady ? null : { heading: 'Before the load test can start', reasons: readiness.reasons }}
      expected={isReady ? <Outlook load={readiness.load} cores={cores} /> : null}
      start={{ label: 'Start load test', sign: Waves, isStarting: draft.isStarting, go: () => void loadDraft.start() }}
    />
  );
}

type Ready = Extract<ReturnType<typeof loadReadiness>, { kind: 'ready' }>['load'];

function Outlook({ load, cores }: { readonly load: Ready; readonly cores: number | null }) {
  if (load.shape === null || load.shape.profile === 'replay') return null;
  const { uploads, seconds } = outlookOf(load.shape);
  const { workers } = load.settings;
  const threads = workers * load.settings['ocr.threads'];
  return (
    <>
      <p className={field.hint}>
        {plural(uploads, 'upload')} over {duration(seconds)}, then until the last has ended. {plural(workers, 'worker')}.
      </p>
      {cores !== null && threads < cores ? (
        <p className={field.hint}>
          {plural(threads, 'thread')} of OCR cannot fill {plural(cores, 'core')}: raise Workers to test the machine and not the
          setting.
        </p>
      ) : null}
    </>
  );
}
