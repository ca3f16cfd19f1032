/** The settings of the run. */
import { Button } from '../../../ui/button.tsx';
import { plural } from '../../../ui/format.ts';
import { Panel } from '../../../ui/panel.tsx';
import { useUndo } from '../../../ui/use-undo.ts';
import { changedKeys } from '../setting-fields.ts';
import { runDraft, useRunDraft } from '../use-run-draft.ts';
import { SettingsFields } from './settings-fields.tsx';

export function SettingsPanel({ cores }: { readonly cores: number | null }) {
  const { settings } = useRunDraft();
  const undo = useUndo();
  const changed = changedKeys(settings).length;
  return (
    <Panel
      title="Settings"
      hint={changed === 0 ? 'All at their defaults, which were chosen by measurement.' : `${plural(changed, 'setting')} changed.`}
      actions={
        changed === 0 ? undefined : (
          <Button look="quiet" onClick={() => undo('All settings are at their defaults.', runDraft.resetSettings())}>
            Reset all
          </Button>
        )
      }
    >
      <SettingsFields
        texts={settings}
        cores={cores}
        onText={(key, text) => runDraft.setSetting(key, text)}
        onReset={(key) => runDraft.resetSetting(key)}
      />
    </Panel>
  );
}
