/** All settings of a run: those that matter at hand, the rest one step away. */
import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { plural } from '../../../ui/format.ts';
import { Panel } from '../../../ui/panel.tsx';
import { changedKeys, isChanged, mainSettings, moreSettings, problemOf } from '../setting-fields.ts';
import { runDraft, useRunDraft } from '../use-run-draft.ts';
import { SettingField } from './setting-field.tsx';
import styles from './settings-panel.module.css';

export function SettingsPanel({ cores }: { readonly cores: number | null }) {
  const { settings } = useRunDraft();
  const changed = changedKeys(settings).length;
  return (
    <Panel
      title="Settings"
      hint={changed === 0 ? 'All at their defaults, which were chosen by measurement.' : `${plural(changed, 'setting')} changed.`}
      actions={
        changed === 0 ? undefined : (
          <Button look="quiet" onClick={() => runDraft.resetSettings()}>
            Reset all
          </Button>
        )
      }
    >
      <div className={styles.fields}>
        {mainSettings.map((key) => (
          <SettingField key={key} of={key} cores={cores} />
        ))}
      </div>
      <MoreSettings cores={cores} />
    </Panel>
  );
}

function MoreSettings({ cores }: { readonly cores: number | null }) {
  const { settings } = useRunDraft();
  const keys = moreSettings.flatMap(({ keys: all }) => all);
  const changed = keys.filter((key) => isChanged(key, settings)).length;
  const refused = keys.some((key) => problemOf(key, settings) !== null);
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
              <SettingField key={key} of={key} cores={cores} />
            ))}
          </div>
        </fieldset>
      ))}
    </details>
  );
}
