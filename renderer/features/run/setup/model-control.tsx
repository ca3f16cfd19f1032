/** The OCR model: one of those that come with the app, or a folder with another. */
import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { runDraft } from '../use-run-draft.ts';
import field from './fields.module.css';
import styles from './model-control.module.css';
import type { SettingControlProps } from './setting-control.tsx';

const shipped = ['best_int', 'standard'];
const FOLDER = 'folder';

export function ModelControl({ id, text, isBad, describedBy, onText }: SettingControlProps) {
  const [isFolder, setIsFolder] = useState(!shipped.includes(text));
  const asFolder = isFolder || !shipped.includes(text);
  return (
    <div className={styles.model}>
      <select
        id={id}
        className={field.input}
        aria-describedby={describedBy}
        value={asFolder ? FOLDER : text}
        onChange={({ target }) => {
          setIsFolder(target.value === FOLDER);
          onText(target.value === FOLDER ? '' : target.value);
        }}
      >
        {shipped.map((name) => (
          <option key={name}>{name}</option>
        ))}
        <option value={FOLDER}>a folder…</option>
      </select>
      {asFolder ? (
        <div className={styles.folder}>
          <input
            className={field.input}
            type="text"
            aria-label="Folder of the OCR model"
            aria-describedby={describedBy}
            aria-invalid={isBad}
            placeholder="/path/with/eng.traineddata"
            value={shipped.includes(text) ? '' : text}
            onChange={({ target }) => onText(target.value)}
          />
          <Button onClick={() => void runDraft.chooseModelFolder()}>Choose model folder…</Button>
        </div>
      ) : null}
    </div>
  );
}
