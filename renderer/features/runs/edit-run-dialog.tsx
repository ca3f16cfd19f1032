/** Name, tags and notes of a run. */
import { useId, useState } from 'react';
import { BenchError } from '../../../pipeline/contract/errors.ts';
import type { RunListItem } from '../../../pipeline/contract/run.ts';
import { ask } from '../../ui/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import field from '../../ui/field.module.css';
import { ErrorNotice } from '../../ui/notice.tsx';
import styles from './edit-run-dialog.module.css';
import { parseTags } from './run-figures.ts';

interface EditRunDialogProps {
  readonly run: RunListItem;
  onClose(): void;
}

export function EditRunDialog({ run, onClose }: EditRunDialogProps) {
  const [name, setName] = useState(run.name);
  const [tags, setTags] = useState(run.tags.join(', '));
  const [notes, setNotes] = useState(run.notes);
  const [isSaving, setSaving] = useState(false);
  const [problem, setProblem] = useState<BenchError | null>(null);
  const hint = useId();
  const save = async (): Promise<void> => {
    setSaving(true);
    try {
      await ask('runs.edit', { run: run.id, changes: { name: name.trim(), tags: parseTags(tags), notes } });
      onClose();
    } catch (thrown) {
      // What was typed stays, and can be saved again.
      setProblem(BenchError.wrap(thrown));
    } finally {
      setSaving(false);
    }
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
        {problem === null ? null : <ErrorNotice error={problem} />}
        <div className={styles.buttons}>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" disabled={isSaving}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
