/** While an answer is on its way. Short waits show nothing, so that screens do not flicker. */
import { useEffect, useState } from 'react';
import styles from './waiting.module.css';

const PATIENCE_MS = 200;

export function Waiting({ what }: { readonly what: string }) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={styles.waiting} role="status" aria-busy>
      {shown ? (
        <>
          <span className={styles.wheel} aria-hidden /> Reading {what} …
        </>
      ) : null}
    </div>
  );
}
