/** The OCR model: one that the engines know by name, or a folder with another. */
import { useState } from 'react';
import { ask } from '../../../ui/bridge.ts';
import { Button } from '../../../ui/button.tsx';
import { useTellError } from '../../../ui/use-tell-error.ts';
import field from './fields.module.css';
import styles from './model-control.module.css';
import type { SettingControlProps } from './setting-control.tsx';

const named = ['auto', 'best_int', 'standard', 'fast'];
const FOLDER = 'folder';

export function ModelControl({ id, text, isBad, describedBy, onText }: SettingControlProps) {
  const [isFolder, setIsFolder] = useState(!named.includes(text));
  const asFolder = isFolder || !named.includes(text);
  const tellError = useTellError();
  const chooseFolder = async (): Promise<void> => {
    try {
      const chosen = await ask('documents.choose', { what: 'folder' });
      if (chosen !== null) onText(chosen.place);
    } catch (thrown) {
      tellError(thrown);
    }
  };
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
        {named.map((name) => (
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
            value={named.includes(text) ? '' : text}
            onChange={({ target }) => onText(target.value)}
          />
          <Button onClick={() => void chooseFolder()}>Choose model folder…</Button>
        </div>
      ) : null}
    </div>
  );
}
