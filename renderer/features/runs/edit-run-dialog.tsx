/** Name, tags and notes of a run. */
import { useId, useState } from 'react';
import type { RunListItem } from '../../../pipeline/contract/run.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import field from '../../ui/field.module.css';
import styles from './edit-run-dialog.module.css';
import { parseTags } from './run-figures.ts';
import type { RunActions } from './use-run-actions.ts';

interface EditRunDialogProps {
  readonly run: RunListItem;
  readonly actions: RunActions;
  onClose(): void;
}

export function EditRunDialog({ run, actions, onClose }: EditRunDialogProps) {
  const [name, setName] = useState(run.name);
  const [tags, setTags] = useState(run.tags.join(', '));
  const [notes, setNotes] = useState(run.notes);
  const hint = useId();
  const save = async (): Promise<void> => {
    await actions.edit(run, { name: name.trim(), tags: parseTags(tags), notes });
    onClose();
  };
  return (
    <Dialog title="Edit run" onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <label className={field.field}>
          Name
          <input className={field.input} value={name} maxLength={200} onChange={(event) => setName(event.target.value)} />
        </label>
        <label className={field.field}>
          Tags
          <input className={field.input} value={tags} aria-describedby={hint} onChange={(event) => setTags(event.target.value)} />
          <small id={hint}>With commas between them; the search finds them.</small>
        </label>
        <label className={field.field}>
          Notes
          <textarea className={field.input} value={notes} maxLength={20_000} onChange={(event) => setNotes(event.target.value)} />
        </label>
        <div className={styles.buttons}>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit">
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
