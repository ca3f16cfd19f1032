/** Which run a screen is about, and of a comparison which of its sides: two lists to choose from. */
import field from './field.module.css';
import styles from './run-choice.module.css';

interface Choosable<Key extends string> {
  readonly key: Key;
  readonly label: string;
}

interface RunChoiceProps<Side extends string> {
  readonly runs: readonly Choosable<string>[];
  readonly run: string;
  onRun(run: string): void;
  /** Empty unless the run is a comparison. */
  readonly sides: readonly Choosable<Side>[];
  readonly side: Side | null;
  onSide(side: Side): void;
}

export function RunChoice<Side extends string>({ runs, run, onRun, sides, side, onSide }: RunChoiceProps<Side>) {
  return (
    <span className={styles.choice}>
      <Select name="Run" options={runs} chosen={run} onChoose={onRun} />
      {sides.length === 0 ? null : (
        <Select name="Side" options={sides} chosen={side ?? ''} onChoose={(key) => onSide(key as Side)} />
      )}
    </span>
  );
}

interface SelectProps {
  readonly name: string;
  readonly options: readonly Choosable<string>[];
  readonly chosen: string;
  onChoose(key: string): void;
}

const Select = ({ name, options, chosen, onChoose }: SelectProps) => (
  <label className={styles.label}>
    {name}
    <select className={`${field.input} ${styles.select}`} value={chosen} onChange={({ target }) => onChoose(target.value)}>
      {options.map(({ key, label }) => (
        <option key={key} value={key}>
          {label}
        </option>
      ))}
    </select>
  </label>
);
