/** Writes the rows of the table into a file where they are too many for the clipboard; it can be stopped. */
import { Download } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { BenchError } from '../../pipeline/contract/errors.ts';
import { type Column, toCsvInPieces } from '../ui/table-columns.ts';
import type { SaveFile } from '../ui/use-saved.ts';
import buttons from './buttons.module.css';
import { formatCount } from './format.ts';
import styles from './span-table.module.css';

interface SaveSpansProps {
  readonly fileName: string;
  readonly columns: readonly Column<number>[];
  readonly items: Uint32Array;
  readonly onSave: SaveFile;
}

export function SaveSpans({ fileName, columns, items, onSave }: SaveSpansProps) {
  const [done, setDone] = useState<number | null>(null);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(new BenchError('call.cancelled')), []);
  const write = async (): Promise<void> => {
    const controller = new AbortController();
    stop.current = controller;
    setDone(0);
    await onSave(fileName, () => toCsvInPieces(columns, items, { signal: controller.signal, onProgress: setDone }));
    setDone(null);
  };
  if (done === null) {
    return (
      <span className={styles.save}>
        {formatCount(items.length)} rows are too many for the clipboard.
        <button type="button" className={buttons.button} onClick={() => void write()}>
          <Download size={14} aria-hidden="true" />
          Save as CSV
        </button>
      </span>
    );
  }
  return (
    <span className={styles.save}>
      <progress aria-label="Rows written" value={done} max={items.length} />
      <button
        type="button"
        className={buttons.button}
        // When the text is made its place is asked for, and that has a Cancel of its own.
        disabled={done >= items.length}
        onClick={() => stop.current?.abort(new BenchError('call.cancelled'))}
      >
        Cancel
      </button>
    </span>
  );
}
