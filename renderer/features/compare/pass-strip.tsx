/** The passes of a comparison in their order, a letter for each; blocks stand apart. Of a long plan, the part around the pass at hand. */
import type { SideName } from '../../../pipeline/contract/comparison.ts';
import { SaveChart } from '../../charts/save-chart.tsx';
import { plural } from '../../ui/format.ts';
import { passDrawing } from './pass-drawing.ts';
import styles from './pass-strip.module.css';

const MOST_BLOCKS_SHOWN = 8;

interface PassStripProps {
  readonly order: readonly SideName[];
  readonly sides: number;
  /** The pass at hand, from 1; null where none is. */
  readonly at: number | null;
}

export function PassStrip({ order, sides, at }: PassStripProps) {
  const perBlock = 2 * sides;
  const blocks = Array.from({ length: Math.ceil(order.length / perBlock) }, (_, block) =>
    order.slice(block * perBlock, (block + 1) * perBlock),
  );
  const current = at === null ? 0 : Math.floor((at - 1) / perBlock);
  const first = Math.max(0, Math.min(current - MOST_BLOCKS_SHOWN / 2, blocks.length - MOST_BLOCKS_SHOWN));
  const shown = blocks.slice(first, first + MOST_BLOCKS_SHOWN);
  const hidden = blocks.length - shown.length;
  return (
    <div className={styles.saved}>
      <div
        className={styles.strip}
        role="img"
        aria-label={`Order of the passes: ${blocks.map((block) => block.join(' ')).join(', ')}`}
      >
        {shown.map((block, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a block is known by nothing but its place.
          <span key={first + index} className={styles.block}>
            {block.map((side, place) => {
              const number = (first + index) * perBlock + place + 1;
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: nor is a pass.
                <span key={place} className={`${styles.pass} ${styles[stateOf(number, at)]}`}>
                  {side}
                </span>
              );
            })}
          </span>
        ))}
        {hidden > 0 ? <span className={styles.more}>and {plural(hidden, 'more block')}</span> : null}
      </div>
      <SaveChart title="Order of the passes" drawing={() => passDrawing(order, sides)} />
    </div>
  );
}

const stateOf = (number: number, at: number | null): 'ahead' | 'now' | 'passed' =>
  at === null || number > at ? 'ahead' : number === at ? 'now' : 'passed';
