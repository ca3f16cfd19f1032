/** One setting over two to four values; each becomes a side. */
import { Plus, X } from 'lucide-react';
import { useId } from 'react';
import { sideNames } from '../../../../pipeline/contract/comparison.ts';
import { type SettingKey, settingDefinitions, settingKeys } from '../../../../pipeline/contract/settings.ts';
import { Button } from '../../../ui/button.tsx';
import { useUndo } from '../../../ui/use-undo.ts';
import { controlOf, problemOf, settingLabels, textOf } from '../../run/setting-fields.ts';
import field from '../../run/setup/fields.module.css';
import { SettingControl } from '../../run/setup/setting-control.tsx';
import { LEAST_SIDES, MOST_SIDES } from '../compare-draft.ts';
import { compareDraft, useCompareDraft } from '../use-compare-draft.ts';
import styles from './sweep-editor.module.css';

export function SweepEditor() {
  const {
    sweep: { key, values },
  } = useCompareDraft();
  const id = useId();
  const isSwitch = controlOf(key).kind === 'switch';
  return (
    <div className={styles.sweep}>
      <div className={field.field}>
        <div className={field.head}>
          <label htmlFor={id} className={field.label}>
            Setting
          </label>
          <code className={field.key}>{key}</code>
        </div>
        <select
          id={id}
          className={field.input}
          aria-describedby={`${id}-hint`}
          value={key}
          onChange={({ target }) => compareDraft.sweepOver(target.value as SettingKey)}
        >
          {settingKeys.map((each) => (
            <option key={each} value={each}>
              {settingLabels[each]}
            </option>
          ))}
        </select>
        <p id={`${id}-hint`} className={field.hint}>
          {settingDefinitions[key].sentence}
        </p>
      </div>
      <ul className={styles.values} aria-label={`Values of ${settingLabels[key]}`}>
        {sideNames.slice(0, values.length).map((side, index) => (
          <SweepValue key={`${key} ${side}`} of={key} side={side} index={index} text={values[index] ?? ''} />
        ))}
        {values.length < MOST_SIDES && !isSwitch ? (
          <li>
            <Button onClick={() => compareDraft.addSweepValue()}>
              <Plus size={16} aria-hidden /> Add a value
            </Button>
          </li>
        ) : null}
      </ul>
    </div>
  );
}

interface SweepValueProps {
  readonly of: SettingKey;
  readonly side: string;
  readonly index: number;
  readonly text: string;
}

function SweepValue({ of: key, side, index, text }: SweepValueProps) {
  const {
    shared,
    sweep: { values },
  } = useCompareDraft();
  const undo = useUndo();
  const id = useId();
  const problem = problemOf(key, { [key]: text });
  return (
    <li className={field.field}>
      <div className={field.head}>
        <label htmlFor={id} className={field.label}>
          Side {side}
        </label>
        {index === 0 ? <span className={field.hint}>baseline</span> : null}
        {values.length <= LEAST_SIDES ? null : (
          <Button
            look="quiet"
            className={styles.remove ?? ''}
            aria-label={`Remove the value of side ${side}`}
            title="Remove this value"
            onClick={() => undo(`The value of side ${side} is removed.`, compareDraft.removeSweepValue(index))}
          >
            <X size={14} aria-hidden />
          </Button>
        )}
      </div>
      <SettingControl
        of={key}
        id={id}
        engine={textOf('ocr.engine', shared)}
        text={text}
        isBad={problem !== null}
        describedBy={`${id}-problem`}
        onText={(typed) => compareDraft.setSweepValue(index, typed)}
      />
      <p id={`${id}-problem`} className={field.problem} role="alert">
        {problem}
      </p>
    </li>
  );
}
