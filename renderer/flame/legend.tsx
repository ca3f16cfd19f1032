/** The stages and marks that occur, with their colours. */

import { legendOf } from './draw-legend.ts';
import styles from './legend.module.css';
import type { Scene } from './scene.ts';
import type { Tones } from './tones.ts';

export function Legend({ scene, tones }: { readonly scene: Scene; readonly tones: Tones }) {
  return (
    <ul className={styles.legend} aria-label="Colours">
      {legendOf(scene, tones).map(({ label, colour, line }) => (
        <li key={label}>
          <span
            className={styles.swatch}
            data-line={line ?? 'none'}
            style={line === null ? { background: colour } : { borderColor: colour }}
          />
          {label}
        </li>
      ))}
    </ul>
  );
}
