/** On or off, at once. */
import type { InputHTMLAttributes } from 'react';
import styles from './switch.module.css';

interface SwitchProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'type' | 'role'> {
  readonly checked: boolean;
}

export const Switch = ({ checked, ...rest }: SwitchProps) => (
  <input {...rest} type="checkbox" role="switch" checked={checked} aria-checked={checked} className={styles.switch} />
);
