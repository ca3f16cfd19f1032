/** One of a few, side by side: radio buttons that look like one bar. */
import { useId } from 'react';
import styles from './choice.module.css';

interface ChoiceProps<Key extends string> {
  readonly name: string;
  readonly options: readonly { readonly key: Key; readonly label: string }[];
  readonly chosen: Key;
  onChoose(key: NoInfer<Key>): void;
}

export function Choice<Key extends string>({ name, options, chosen, onChoose }: ChoiceProps<Key>) {
  const id = useId();
  return (
    <fieldset className={styles.choice}>
      <legend className={styles.legend}>{name}</legend>
      {options.map(({ key, label }) => (
        <label key={key} className={styles.option}>
          <input type="radio" name={id} checked={key === chosen} onChange={() => onChoose(key)} />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
