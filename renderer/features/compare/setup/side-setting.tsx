/** One setting that a side changes: its control, why a value is refused, and the way to take it off the side. */
import { X } from 'lucide-react';
import { useId } from 'react';
import { type SettingKey, settingDefinitions } from '../../../../pipeline/contract/settings.ts';
import { Button } from '../../../ui/button.tsx';
import { plural } from '../../../ui/format.ts';
import { problemOf, type SettingTexts, settingLabels, textOf } from '../../run/setting-fields.ts';
import { EngineProblem } from '../../run/setup/engine-problem.tsx';
import field from '../../run/setup/fields.module.css';
import { SettingControl } from '../../run/setup/setting-control.tsx';
import styles from './own-sides.module.css';

interface SideSettingProps {
  readonly of: SettingKey;
  /** What the field belongs to: `side b`. */
  readonly side: string;
  readonly text: string;
  /** All that the side is measured with, as typed. */
  readonly texts: SettingTexts;
  /** What the sides share of it. */
  readonly shared: string;
  /** Of this machine; null before it is known. */
  readonly cores: number | null;
  onText(text: string): void;
  onRemove(): void;
}

export function SideSetting({ of: key, side, text, texts, shared, cores, onText, onRemove }: SideSettingProps) {
  const id = useId();
  const problem = problemOf(key, { [key]: text });
  const label = settingLabels[key];
  const wantsCores = key === 'workers' || key === 'ocr.threads';
  return (
    <div className={field.field}>
      <div className={field.head}>
        <label htmlFor={id} className={field.label}>
          {label} <span className={styles.hidden}>of {side}</span>
        </label>
        <code className={field.key}>{key}</code>
        <Button
          look="quiet"
          className={styles.remove ?? ''}
          aria-label={`Leave ${label} of ${side} as shared`}
          title="Leave it as shared"
          onClick={onRemove}
        >
          <X size={14} aria-hidden />
        </Button>
      </div>
      <SettingControl
        of={key}
        id={id}
        engine={textOf('ocr.engine', texts)}
        text={text}
        isBad={problem !== null}
        describedBy={`${id}-problem ${id}-hint`}
        onText={onText}
      />
      <p id={`${id}-problem`} className={field.problem} role="alert">
        {problem}
      </p>
      <EngineProblem of={key} texts={texts} />
      <p id={`${id}-hint`} className={field.hint}>
        {problem === null ? `${settingDefinitions[key].sentence} ` : ''}Shared: {shared}.
        {wantsCores && cores !== null ? ` This machine has ${plural(cores, 'core')}.` : ''}
      </p>
    </div>
  );
}
