/** Settings that all sides share, folded away: most comparisons leave them alone. */
import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { plural } from '../../../ui/format.ts';
import { Panel } from '../../../ui/panel.tsx';
import { useUndo } from '../../../ui/use-undo.ts';
import { changedKeys, problemOf } from '../../run/setting-fields.ts';
import { SettingsFields } from '../../run/setup/settings-fields.tsx';
import { sideTextsOf } from '../compare-draft.ts';
import { compareDraft, useCompareDraft } from '../use-compare-draft.ts';
import styles from './shared-panel.module.css';

export function SharedPanel({ cores }: { readonly cores: number | null }) {
  const draft = useCompareDraft();
  const undo = useUndo();
  const { shared } = draft;
  const changed = changedKeys(shared);
  const refused = changed.some((key) => problemOf(key, shared) !== null);
  const [isOpen, setIsOpen] = useState(changed.length > 0);
  const overridden = [...new Set(sideTextsOf(draft).flatMap((side) => Object.keys(side)))];
  return (
    <Panel
      title="Shared settings"
      hint={
        changed.length === 0
          ? 'What the sides have in common: all at their defaults.'
          : `${plural(changed.length, 'setting')} changed.`
      }
      actions={
        changed.length === 0 ? undefined : (
          <Button look="quiet" onClick={() => undo('All shared settings are at their defaults.', compareDraft.resetAllShared())}>
            Reset all
          </Button>
        )
      }
    >
      {/* What is refused must be seen, so it cannot be folded away. */}
      <details open={isOpen || refused} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
        <summary className={styles.summary}>Show the shared settings</summary>
        <div className={styles.body}>
          {overridden.length === 0 ? null : (
            <p className={styles.overridden}>
              Set by the sides, whatever stands here: <code>{overridden.join(', ')}</code>
            </p>
          )}
          <SettingsFields
            texts={shared}
            cores={cores}
            onText={(key, text) => compareDraft.setShared(key, text)}
            onReset={(key) => compareDraft.resetShared(key)}
          />
        </div>
      </details>
    </Panel>
  );
}
