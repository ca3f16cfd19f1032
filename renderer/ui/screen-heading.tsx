/** The heading of a screen, with its help beside it. */
import type { ReactNode } from 'react';
import { HelpButton } from './help-button.tsx';
import styles from './screen-heading.module.css';

export const ScreenHeading = ({ children }: { readonly children: ReactNode }) => (
  <div className={styles.line}>
    <h1>{children}</h1>
    <HelpButton />
  </div>
);
