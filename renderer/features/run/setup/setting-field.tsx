/** One setting: its name and key, its control, its sentence with the default, and why a value is refused. */
import { useId } from 'react';
import { defaultSettings, type SettingKey, settingDefinitions } from '../../../../pipeline/contract/settings.ts';
import { Button } from '../../../ui/button.tsx';
import { plural } from '../../../ui/format.ts';
import { isChanged, problemOf, type SettingTexts, settingLabels, textOf } from '../setting-fields.ts';
import { EngineProblem } from './engine-problem.tsx';
import field from './fields.module.css';
import { SettingControl } from './setting-control.tsx';
import styles from './setting-field.module.css';

export interface SettingsEditorProps {
  readonly texts: SettingTexts;
  /** Of this machine; null before it is known. */
  readonly cores: number | null;
  onText(key: SettingKey, text: string): void;
  onReset(key: SettingKey): void;
}

interface SettingFieldProps extends SettingsEditorProps {
  readonly of: SettingKey;
}

export function SettingField({ of: key, texts, cores, onText, onReset }: SettingFieldProps) {
  const id = useId();
  const problem = problemOf(key, texts);
  const changed = isChanged(key, texts);
  const label = settingLabels[key];
  return (
    <div className={`${field.field} ${changed ? styles.changed : ''}`}>
      <div className={field.head}>
        <label htmlFor={id} className={field.label}>
          {label}
        </label>
        <code className={field.key}>{key}</code>
        {changed ? (
          <Button look="quiet" className={styles.reset ?? ''} aria-label={`Reset ${label}`} onClick={() => onReset(key)}>
            Reset
          </Button>
        ) : null}
      </div>
      <SettingControl
        of={key}
        id={id}
        engine={textOf('ocr.engine', texts)}
        text={textOf(key, texts)}
        isBad={problem !== null}
        describedBy={`${id}-problem ${id}-hint`}
        onText={(text) => onText(key, text)}
      />
      <p id={`${id}-problem`} className={field.problem} role="alert">
        {problem}
      </p>
      <EngineProblem of={key} texts={texts} />
      <p id={`${id}-hint`} className={field.hint}>
        {problem === null ? `${settingDefinitions[key].sentence} ` : ''}Default: {String(defaultSettings[key])}.
        {key === 'workers' && cores !== null ? ` ${coresSentence(cores, Number(textOf(key, texts)))}` : ''}
      </p>
    </div>
  );
}

const coresSentence = (cores: number, workers: number): string =>
  workers > cores
    ? `This machine has ${plural(cores, 'core')}: wall seconds will include waiting for one.`
    : `This machine has ${plural(cores, 'core')}.`;
