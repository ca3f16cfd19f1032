/** The control that fits a setting: a switch, a choice, a number with its range, the OCR model. */
import type { SettingKey } from '../../../../pipeline/contract/settings.ts';
import { Switch } from '../../../ui/switch.tsx';
import { controlOf, settingUnits } from '../setting-fields.ts';
import field from './fields.module.css';
import { ModelControl } from './model-control.tsx';
import styles from './setting-control.module.css';

export interface SettingControlProps {
  readonly of: SettingKey;
  readonly id: string;
  /** The engine that is chosen beside it. */
  readonly engine: string;
  readonly text: string;
  readonly isBad: boolean;
  readonly describedBy: string;
  readonly onText: (text: string) => void;
}

export function SettingControl(props: SettingControlProps) {
  const { of: key, id, text, isBad, describedBy, onText } = props;
  const control = controlOf(key);
  const common = { id, 'aria-describedby': describedBy, 'aria-invalid': isBad };
  if (key === 'ocr.model') return <ModelControl {...props} />;
  switch (control.kind) {
    case 'switch':
      return <Switch {...common} checked={text === 'true'} onChange={({ target }) => onText(String(target.checked))} />;
    case 'choice':
      return (
        <select {...common} className={field.input} value={text} onChange={({ target }) => onText(target.value)}>
          {control.options.map((option) => (
            <option key={option}>{option}</option>
          ))}
        </select>
      );
    case 'number':
      return (
        <div className={styles.number}>
          <input
            {...common}
            className={field.input}
            type="number"
            min={control.least}
            max={control.most}
            step={control.step}
            value={text}
            onChange={({ target }) => onText(target.value)}
          />
          {settingUnits[key] === undefined ? null : <span className={field.unit}>{settingUnits[key]}</span>}
        </div>
      );
    case 'text':
      return (
        <input {...common} className={field.input} type="text" value={text} onChange={({ target }) => onText(target.value)} />
      );
    default:
      return control satisfies never;
  }
}
