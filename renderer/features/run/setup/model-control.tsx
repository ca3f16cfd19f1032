/** The OCR model: one that the engine knows by name, or a folder with another. */
import { useState } from 'react';
import { ask } from '../../../ui/bridge.ts';
import { Button } from '../../../ui/button.tsx';
import { useTellError } from '../../../ui/use-tell-error.ts';
import { modelNames } from '../setting-fields.ts';
import field from './fields.module.css';
import styles from './model-control.module.css';
import type { SettingControlProps } from './setting-control.tsx';

const FOLDER = 'folder';

export function ModelControl({ id, engine, text, isBad, describedBy, onText }: SettingControlProps) {
  const names = modelNames(engine, text);
  // A folder's name may begin like a model's: it is not taken for one while it is typed.
  const [isTyping, setTyping] = useState(false);
  const isFolder = isTyping || !names.includes(text);
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
        value={isFolder ? FOLDER : text}
        onChange={({ target }) => onText(target.value === FOLDER ? '' : target.value)}
      >
        {names.map((name) => (
          <option key={name}>{name}</option>
        ))}
        <option value={FOLDER}>a folder…</option>
      </select>
      {isFolder ? (
        <div className={styles.folder}>
          <input
            className={field.input}
            type="text"
            aria-label="Folder of the OCR model"
            aria-describedby={describedBy}
            aria-invalid={isBad}
            placeholder="/path/with/eng.traineddata"
            value={text}
            onFocus={() => setTyping(true)}
            onBlur={() => setTyping(false)}
            onChange={({ target }) => onText(target.value)}
          />
          <Button onClick={() => void chooseFolder()}>Choose model folder…</Button>
        </div>
      ) : null}
    </div>
  );
}
