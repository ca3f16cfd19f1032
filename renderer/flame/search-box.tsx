/** Finds spans by document, stage or part: Enter goes to the next, Shift and Enter to the previous one. */
import { ChevronDown, ChevronUp, Search } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useEffect, useState } from 'react';
import buttons from './buttons.module.css';
import type { ChartModel } from './chart-model.ts';
import { formatCount } from './format.ts';
import { nextFound } from './search.ts';
import styles from './search-box.module.css';
import { useChart } from './use-chart.ts';

/** A search looks at every span; it waits until the typing pauses. */
const PAUSE_MS = 120;

export interface SearchBoxProps {
  readonly model: ChartModel;
  readonly input: RefObject<HTMLInputElement | null>;
  /** The focus went to a found span. */
  readonly onFound: () => void;
  readonly onLeave: () => void;
}

export function SearchBox({ model, input, onFound, onLeave }: SearchBoxProps) {
  const query = useChart(model, (state) => state.query);
  const found = useChart(model, (state) => state.found);
  const focused = useChart(model, (state) => state.focused);
  const [typed, setTyped] = useState(query);

  useEffect(() => setTyped(query), [query]);
  useEffect(() => {
    if (typed === model.get().query) return;
    const timer = setTimeout(() => model.search(typed), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [model, typed]);

  const go = (step: 1 | -1): void => {
    if (typed !== model.get().query) model.search(typed);
    model.goToFound(step);
    onFound();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') go(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') {
      model.search('');
      setTyped('');
      onLeave();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const total = found?.items.length ?? 0;
  const before = found !== null && focused !== null ? nextFound(found, focused - 1, 1) : -1;
  const place = before >= 0 && found?.items[before] === focused ? before + 1 : null;
  const count =
    found === null
      ? ''
      : total === 0
        ? 'none'
        : place === null
          ? formatCount(total)
          : `${formatCount(place)} of ${formatCount(total)}`;

  return (
    <search className={styles.box}>
      <div className={styles.field}>
        <Search size={14} aria-hidden="true" />
        <input
          ref={input}
          type="text"
          value={typed}
          placeholder="Document, stage or part"
          aria-label="Search the timeline by document, stage or part"
          title="Search (/). Enter: next, Shift+Enter: previous, Escape: clear"
          spellCheck={false}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <output className={styles.count} aria-label="Found">
          {count}
        </output>
      </div>
      <div className={buttons.group}>
        <button
          type="button"
          className={buttons.button}
          aria-label="Previous found span"
          title="Previous (Shift+Enter)"
          disabled={total === 0}
          onClick={() => go(-1)}
        >
          <ChevronUp size={14} aria-hidden="true" />
        </button>
        <button
          type="button"
          className={buttons.button}
          aria-label="Next found span"
          title="Next (Enter)"
          disabled={total === 0}
          onClick={() => go(1)}
        >
          <ChevronDown size={14} aria-hidden="true" />
        </button>
      </div>
    </search>
  );
}
