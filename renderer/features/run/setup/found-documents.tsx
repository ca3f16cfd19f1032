/** What lies in the chosen place, before anything is opened. */
import { FileImage, X } from 'lucide-react';
import { useEffect } from 'react';
import { Button } from '../../../ui/button.tsx';
import { bytes, plural } from '../../../ui/format.ts';
import { ErrorNotice } from '../../../ui/notice.tsx';
import { placeOf } from '../run-draft.ts';
import { runDraft, useRunDraft } from '../use-run-draft.ts';
import styles from './found-documents.module.css';

export function FoundDocuments() {
  const draft = useRunDraft();
  const place = placeOf(draft);
  useEffect(() => {
    void runDraft.lookAgain();
    return () => runDraft.stopLooking();
  }, []);
  if (place === null) return null;
  return (
    <div className={styles.found}>
      <div className={styles.place}>
        <code className={styles.path}>{place.place}</code>
        <Button look="quiet" aria-label="Choose nothing" title="Choose nothing" onClick={() => runDraft.chooseNothing()}>
          <X size={16} aria-hidden />
        </Button>
      </div>
      <Looked />
    </div>
  );
}

function Looked() {
  const { look } = useRunDraft();
  switch (look.state) {
    case 'none':
    case 'looking':
      return (
        <p role="status" className={styles.hint}>
          Looking what is there…
        </p>
      );
    case 'failed':
      return <ErrorNotice error={look.error} actions={<Button onClick={() => void runDraft.lookAgain()}>Look again</Button>} />;
    case 'here': {
      const { documents, bytes: size, left_out, first } = look.found;
      const others = documents - first.length;
      return (
        <>
          <p role="status">
            <strong>{plural(documents, 'document')}</strong>, {bytes(size)}
            {left_out === 0 ? '' : `; ${plural(left_out, 'other file')} left out: no JPEG, PNG, TIFF, WebP or PDF`}
          </p>
          <ul className={styles.names} aria-label="First documents">
            {first.map((name) => (
              <li key={name} title={name}>
                <FileImage size={14} aria-hidden /> <span>{name}</span>
              </li>
            ))}
            {others > 0 ? <li className={styles.hint}>and {plural(others, 'other')}</li> : null}
          </ul>
        </>
      );
    }
  }
}
