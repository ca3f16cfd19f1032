/**
 * The heading of what took another's place without a link being followed. The button that was pressed is gone, so the keyboard
 * and a screen reader would be nowhere: they go on from here.
 */
import { type ReactNode, useEffect, useRef } from 'react';
import styles from './arrival-heading.module.css';
import { HelpButton } from './help-button.tsx';
import line from './screen-heading.module.css';

interface ArrivalHeadingProps {
  readonly children: ReactNode;
  /** All of it, where a long name is cut off. */
  readonly title?: string;
  /** False where nothing was there before: the first screen of the window. */
  readonly isArrival?: boolean;
}

export function ArrivalHeading({ children, title, isArrival = true }: ArrivalHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const focused = document.activeElement;
    if (!isArrival || (focused !== null && focused !== document.body)) return;
    heading.current?.focus({ preventScroll: true });
    heading.current?.scrollIntoView({ block: 'nearest' });
  }, [isArrival]);
  return (
    <div className={line.line}>
      <h1 ref={heading} tabIndex={-1} className={styles.heading} title={title}>
        {children}
      </h1>
      <HelpButton />
    </div>
  );
}
