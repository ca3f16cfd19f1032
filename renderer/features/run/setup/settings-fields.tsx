/** Every setting with its control: those that matter at hand, the rest one step away. Whose they are is the caller's affair. */
import { useState } from 'react';
import { isChanged, mainSettings, moreSettings, problemOf } from '../setting-fields.ts';
import { SettingField, type SettingsEditorProps } from './setting-field.tsx';
import styles from './settings-fields.module.css';

export function SettingsFields(editor: SettingsEditorProps) {
  return (
    <>
      <div className={styles.fields}>
        {mainSettings.map((key) => (
          <SettingField key={key} of={key} {...editor} />
        ))}
      </div>
      <MoreSettings {...editor} />
    </>
  );
}

function MoreSettings(editor: SettingsEditorProps) {
  const { texts } = editor;
  const keys = moreSettings.flatMap(({ keys: all }) => all);
  const changed = keys.filter((key) => isChanged(key, texts)).length;
  const refused = keys.some((key) => problemOf(key, texts) !== null);
  const [isOpen, setIsOpen] = useState(changed > 0);
  return (
    // What is refused must be seen, so it cannot be folded away.
    <details open={isOpen || refused} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary className={styles.more}>More settings{changed === 0 ? '' : ` (${changed} changed)`}</summary>
      {moreSettings.map(({ title, keys: group }) => (
        <fieldset key={title} className={styles.group}>
          <legend>{title}</legend>
          <div className={styles.fields}>
            {group.map((key) => (
              <SettingField key={key} of={key} {...editor} />
            ))}
          </div>
        </fieldset>
      ))}
    </details>
  );
}
