/** What a person may turn, beside what comes of it. */
import { Plus, X } from 'lucide-react';
import type { CapacityFacts } from '../../../pipeline/contract/capacity.ts';
import { Button } from '../../ui/button.tsx';
import { Slider } from '../../ui/slider.tsx';
import { useUndo } from '../../ui/use-undo.ts';
import styles from './capacity-inputs.module.css';
import { canBeAsInRun, capacityInputs, inputsOfRun, useCapacityChanges } from './capacity-inputs-store.ts';
import {
  type FieldKey,
  type InputField,
  inputFields,
  keptValue,
  MOST_VOLUMES,
  printed,
  shownValue,
  type Taken,
  takeTyped,
  takeTypedVolume,
  volumeScale,
  withVolumeAdded,
} from './input-fields.ts';

export function CapacityInputsPanel({ facts }: { readonly facts: CapacityFacts }) {
  const changes = useCapacityChanges();
  const start = inputsOfRun(facts);
  // Not sorted: a volume that is slid past another stays where it stands.
  const inputs = { ...start, ...changes };
  const anyChange = Object.keys(changes).length > 0;
  const undo = useUndo();
  const setVolumes = (volumes: number[]): void => capacityInputs.set({ volumes });
  const removeVolume = (at: number, volume: number): void => {
    setVolumes(inputs.volumes.toSpliced(at, 1));
    undo(`The volume of ${printed(volume)} a day is removed.`, () => {
      const volumes = capacityInputs.get().volumes ?? start.volumes;
      if (volumes.length < MOST_VOLUMES) setVolumes(volumes.toSpliced(at, 0, volume));
    });
  };
  return (
    <section className={styles.inputs} aria-label="Inputs">
      <header className={styles.head}>
        <h2>Inputs</h2>
        <Button look="quiet" disabled={!anyChange} onClick={() => undo('All inputs are as they began.', capacityInputs.reset())}>
          Reset all
        </Button>
      </header>
      <p className={styles.from}>
        {facts.kept_criteria === null
          ? 'Begun from the defaults: the run kept no criteria.'
          : 'Begun from the criteria that the run kept.'}
      </p>
      {inputFields.map((field) => {
        const value = inputs[field.key] ?? facts.basis.cold.share;
        const shown = shownValue(field, value);
        const isTurned = changes[field.key] !== undefined && changes[field.key] !== start[field.key];
        const hint = hintOf(field, facts, inputs[field.key] === null, value);
        return (
          <Slider
            key={field.key}
            name={field.name}
            unit={field.unit}
            scale={field.scale}
            value={shown}
            text={printed(shown)}
            {...(hint === null ? {} : { hint })}
            {...(field.key === 'cold_share' && canBeAsInRun(start, inputs) ? { actions: <AsInRun /> } : {})}
            onSlide={(slid) => capacityInputs.set({ [field.key]: keptValue(field, slid) })}
            onType={(text) => take(takeTyped(inputs, field, text))}
            onReset={isTurned ? () => capacityInputs.reset(field.key) : null}
          />
        );
      })}
      <header className={styles.head}>
        <h3>Volumes</h3>
        {changes.volumes === undefined ? null : (
          <Button look="quiet" onClick={() => undo('The volumes are as they began.', capacityInputs.reset('volumes'))}>
            Reset volumes
          </Button>
        )}
      </header>
      {inputs.volumes.map((volume, at) => (
        <Slider
          // biome-ignore lint/suspicious/noArrayIndexKey: a volume is known by its place while it is slid.
          key={at}
          name={`Volume ${at + 1}`}
          unit="a day"
          scale={volumeScale}
          value={volume}
          text={printed(volume)}
          actions={
            inputs.volumes.length === 1 ? undefined : (
              <button
                type="button"
                className={styles.remove}
                aria-label={`Remove volume ${at + 1}`}
                title="Remove"
                onClick={() => removeVolume(at, volume)}
              >
                <X size={14} aria-hidden />
              </button>
            )
          }
          onSlide={(slid) => setVolumes(inputs.volumes.with(at, slid))}
          onType={(text) => take(takeTypedVolume(inputs, at, text))}
          onReset={null}
        />
      ))}
      {inputs.volumes.length >= MOST_VOLUMES ? null : (
        <Button look="quiet" onClick={() => setVolumes(withVolumeAdded(inputs))}>
          <Plus size={14} aria-hidden /> Add a volume
        </Button>
      )}
    </section>
  );
}

/** Resetting goes back to the number of the criteria; this goes behind it. */
const AsInRun = () => (
  <Button look="quiet" onClick={() => capacityInputs.set({ cold_share: null })}>
    As in the run
  </Button>
);

function take(taken: Taken): string | null {
  if ('problem' in taken) return taken.problem;
  capacityInputs.set(taken.change);
  return null;
}

const isStill: Readonly<Partial<Record<FieldKey, (facts: CapacityFacts) => string | null>>> = {
  cold_share: ({ basis }) => (basis.cold.surcharge === null ? 'Changes nothing: no cold document was measured.' : null),
  size_factor: ({ basis }) => (basis.size.elasticity === null ? 'Changes nothing: sizes differ too little to tell.' : null),
};

function hintOf({ key }: InputField, facts: CapacityFacts, isAsInRun: boolean, value: number): string | null {
  const still = isStill[key]?.(facts) ?? null;
  if (still !== null) return still;
  switch (key) {
    case 'fast_share':
      return `The other ${printed((1 - value) * 100)} % take the standard path.`;
    case 'cold_share':
      return isAsInRun ? 'As in the run.' : 'Documents that a worker process begins with.';
    case 'node_factor':
      return 'CPU s there for 1 CPU s here.';
    case 'size_factor':
      return 'Times the size of the documents measured.';
    default:
      return null;
  }
}
