/** The two things that one may do with any run, in its head: its name, tags and notes are edited; deleted it can be brought back for a while. */
import { Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { RunRecord } from '../../../pipeline/contract/run.ts';
import { Button } from '../../ui/button.tsx';
import { go } from '../../ui/route.ts';
import { EditRunDialog } from './edit-run-dialog.tsx';
import { useRunActions } from './use-run-actions.ts';

interface EditAndDeleteProps {
  readonly run: RunRecord;
  /** Then it cannot be deleted. */
  readonly goesOn: boolean;
}

export function EditAndDelete({ run, goesOn }: EditAndDeleteProps) {
  const [isEditing, setEditing] = useState(false);
  const actions = useRunActions();
  return (
    <>
      <Button onClick={() => setEditing(true)}>
        <Pencil size={16} aria-hidden /> Edit
      </Button>
      <Button
        look="danger"
        disabled={goesOn}
        onClick={() => {
          void actions.remove(run);
          go({ screen: 'runs' });
        }}
      >
        <Trash2 size={16} aria-hidden /> Delete
      </Button>
      {isEditing ? <EditRunDialog run={run} onClose={() => setEditing(false)} /> : null}
    </>
  );
}
