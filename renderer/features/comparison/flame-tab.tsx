/** A pass of one side above a pass of another, on one scale: where the time went on each, and what moves with what. */
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { Comparison } from '../../../pipeline/contract/comparison.ts';
import type { Compared } from '../../../pipeline/contract/reader-calls.ts';
import { ChartLink } from '../../flame/chart-link.ts';
import { CommonLegend } from '../../flame/common-legend.tsx';
import { FlameChart } from '../../flame/flame-chart.tsx';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import field from '../../ui/field.module.css';
import { ErrorNotice } from '../../ui/notice.tsx';
import { go } from '../../ui/route.ts';
import { Switch } from '../../ui/switch.tsx';
import { usePalette } from '../../ui/theme.tsx';
import { useSaveFile } from '../../ui/use-saved.ts';
import { Waiting } from '../../ui/waiting.tsx';
import styles from './flame-tab.module.css';
import { type Pass, type PassTimeline, usePassTimeline } from './use-pass-timeline.ts';

interface FlameTabProps {
  readonly of: Compared;
  readonly comparison: Comparison;
}

export function FlameTab({ of, comparison }: FlameTabProps) {
  const [upper, setUpper] = useState<Pass>({ side: 'a', pass: 0 });
  const [lower, setLower] = useState<Pass>({ side: comparison.contrasts[0]?.side ?? 'b', pass: 0 });
  const [isLinked, setLinked] = useState(true);
  const switchId = useId();
  const one = usePassTimeline(of, upper);
  const other = usePassTimeline(of, lower);
  const failed = one.state === 'failed' ? one : other.state === 'failed' ? other : null;
  return (
    <>
      <div className={field.bar}>
        <PassSelect name="Above" comparison={comparison} shown={upper} onShow={setUpper} />
        <PassSelect name="Below" comparison={comparison} shown={lower} onShow={setLower} />
        <label className={`${field.check} ${field.push}`} htmlFor={switchId}>
          <Switch id={switchId} checked={isLinked} onChange={(event) => setLinked(event.target.checked)} />
          Linked
        </label>
        <span className={styles.hint}>{isLinked ? 'Moving one moves the other.' : 'Each moves on its own.'}</span>
      </div>
      {failed !== null ? (
        <ErrorNotice error={failed.error} actions={<Button onClick={failed.refresh}>Try again</Button>} />
      ) : one.state === 'here' && other.state === 'here' ? (
        <Charts above={one.value} below={other.value} isLinked={isLinked} />
      ) : (
        <Waiting what="the timelines" />
      )}
    </>
  );
}

const nameOf = ({ side, pass }: Pass): string => `Side ${side}, pass ${pass + 1}`;

interface PassSelectProps {
  readonly name: string;
  readonly comparison: Comparison;
  readonly shown: Pass;
  onShow(shown: Pass): void;
}

function PassSelect({ name, comparison: { sides }, shown, onShow }: PassSelectProps) {
  const passes = sides.find((side) => side.name === shown.side)?.passes ?? 0;
  return (
    <span className={styles.select}>
      {name}
      <select
        aria-label={`${name}: side`}
        className={`${field.input} ${field.select}`}
        value={shown.side}
        onChange={(event) => {
          const side = sides.find((candidate) => candidate.name === event.target.value);
          if (side !== undefined) onShow({ side: side.name, pass: Math.min(shown.pass, Math.max(0, side.passes - 1)) });
        }}
      >
        {sides.map(({ name: side, label }) => (
          <option key={side} value={side} disabled={sides.find((own) => own.name === side)?.passes === 0}>
            {side}: {shortened(label)}
          </option>
        ))}
      </select>
      <select
        aria-label={`${name}: pass`}
        className={`${field.input} ${field.select}`}
        value={shown.pass}
        onChange={(event) => onShow({ ...shown, pass: Number(event.target.value) })}
      >
        {Array.from({ length: Math.max(1, passes) }, (_, pass) => pass).map((pass) => (
          <option key={pass} value={pass}>
            pass {pass + 1}
          </option>
        ))}
      </select>
    </span>
  );
}

const LONGEST_LABEL = 32;
const shortened = (label: string): string => (label.length > LONGEST_LABEL ? `${label.slice(0, LONGEST_LABEL - 1)}…` : label);

interface ChartsProps {
  readonly above: PassTimeline;
  readonly below: PassTimeline;
  readonly isLinked: boolean;
}

function Charts({ above, below, isLinked }: ChartsProps) {
  const palette = usePalette();
  const save = useSaveFile();
  // Another pass makes another link; whether it is linked is as it was.
  const wish = useRef(isLinked);
  const link = useMemo(() => new ChartLink([above.timeline, below.timeline], wish.current), [above.timeline, below.timeline]);
  useEffect(() => {
    wish.current = isLinked;
    link.setLinked(isLinked);
  }, [link, isLinked]);
  return (
    <div className={styles.charts}>
      <CommonLegend link={link} palette={palette} />
      {[above, below].map(({ of, timeline }, at) => {
        const name = nameOf(of);
        return (
          <div key={at === 0 ? 'above' : 'below'} className={styles.chart}>
            <h2 className={styles.name}>{name}</h2>
            {timeline.spans.start_us.length === 0 ? (
              <Empty title="No timeline">No document of this pass has ended in a worker.</Empty>
            ) : (
              <FlameChart
                compact
                name={`Flame chart, ${name.toLowerCase()}`}
                timeline={timeline}
                link={link}
                palette={palette}
                onOpenJob={(job) => go({ screen: 'document', run: timeline.run_id, job })}
                onSave={save}
              />
            )}
          </div>
        );
      })}
    </div>
  );
}
