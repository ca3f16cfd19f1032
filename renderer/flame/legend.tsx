/** The stages and marks that occur, with their colours: in one scene, or in several that are seen together. */
import { legendOf } from './draw-legend.ts';
import styles from './legend.module.css';
import type { Scene } from './scene.ts';
import type { Tones } from './tones.ts';

export function Legend({ scenes, tones }: { readonly scenes: readonly Scene[]; readonly tones: Tones }) {
  return (
    <ul className={styles.legend} aria-label="Colours">
      {legendOf(scenes, tones).map(({ label, colour, line }) => (
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
