/** Sides of one's own: each lists only the settings in which it differs from what all share. */
import { Plus, Trash2 } from 'lucide-react';
import { useId } from 'react';
import { type SideName, sideNames } from '../../../../pipeline/contract/comparison.ts';
import { type SettingKey, settingKeys } from '../../../../pipeline/contract/settings.ts';
import { Button } from '../../../ui/button.tsx';
import { useUndo } from '../../../ui/use-undo.ts';
import { mainSettings, moreSettings, type SettingTexts, settingLabels, textOf } from '../../run/setting-fields.ts';
import field from '../../run/setup/fields.module.css';
import { LEAST_SIDES, MOST_SIDES } from '../compare-draft.ts';
import { compareDraft, useCompareDraft } from '../use-compare-draft.ts';
import styles from './own-sides.module.css';
import { SideSetting } from './side-setting.tsx';

export function OwnSides({ cores }: { readonly cores: number | null }) {
  const { own } = useCompareDraft();
  return (
    <div className={styles.sides}>
      {sideNames.slice(0, own.length).map((name, index) => (
        <OwnSide
          key={name}
          name={name}
          index={index}
          texts={own[index] ?? {}}
          cores={cores}
          isNeeded={own.length <= LEAST_SIDES}
        />
      ))}
      {own.length < MOST_SIDES ? (
        <Button className={styles.add ?? ''} onClick={() => compareDraft.addSide()}>
          <Plus size={16} aria-hidden /> Add a side
        </Button>
      ) : null}
    </div>
  );
}

interface OwnSideProps {
  readonly name: SideName;
  readonly index: number;
  readonly texts: SettingTexts;
  readonly cores: number | null;
  /** There would be too few without it. */
  readonly isNeeded: boolean;
}

function OwnSide({ name, index, texts, cores, isNeeded }: OwnSideProps) {
  const { shared } = useCompareDraft();
  const undo = useUndo();
  const id = useId();
  const keys = settingKeys.filter((key) => texts[key] !== undefined);
  return (
    <section className={styles.side} aria-labelledby={id}>
      <header className={styles.head}>
        <h3 id={id}>
          Side {name} {index === 0 ? <span className={field.hint}>baseline</span> : null}
        </h3>
        {isNeeded ? null : (
          <Button
            look="quiet"
            className={styles.remove ?? ''}
            aria-label={`Remove side ${name}`}
            title={`Remove side ${name}`}
            onClick={() => undo(`Side ${name} is removed.`, compareDraft.removeSide(index))}
          >
            <Trash2 size={14} aria-hidden />
          </Button>
        )}
      </header>
      {keys.length === 0 ? <p className={field.hint}>All settings as shared.</p> : null}
      {keys.map((key) => (
        <SideSetting
          key={key}
          of={key}
          side={`side ${name}`}
          text={texts[key] ?? ''}
          texts={{ ...shared, ...texts }}
          shared={textOf(key, shared)}
          cores={cores}
          onText={(text) => compareDraft.setOnSide(index, key, text)}
          onRemove={() => undo(`${settingLabels[key]} of side ${name} is as shared.`, compareDraft.removeFromSide(index, key))}
        />
      ))}
      <AddSetting side={name} taken={keys} onAdd={(key) => compareDraft.setOnSide(index, key, textOf(key, shared))} />
    </section>
  );
}

interface AddSettingProps {
  readonly side: SideName;
  readonly taken: readonly SettingKey[];
  onAdd(key: SettingKey): void;
}

const groups = [{ title: 'Main', keys: mainSettings }, ...moreSettings];

function AddSetting({ side, taken, onAdd }: AddSettingProps) {
  return (
    <select
      className={field.input}
      aria-label={`Change a setting of side ${side}`}
      value=""
      onChange={({ target }) => onAdd(target.value as SettingKey)}
    >
      <option value="" disabled>
        Change a setting…
      </option>
      {groups.map(({ title, keys }) => (
        <optgroup key={title} label={title}>
          {keys
            .filter((key) => !taken.includes(key))
            .map((key) => (
              <option key={key} value={key}>
                {settingLabels[key]}
              </option>
            ))}
        </optgroup>
      ))}
    </select>
  );
}
