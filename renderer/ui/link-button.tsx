/** A way to another screen that stands among buttons and looks like one. */
import type { AnchorHTMLAttributes } from 'react';
import button from './button.module.css';
import styles from './link-button.module.css';

export const LinkButton = ({ className = '', ...rest }: AnchorHTMLAttributes<HTMLAnchorElement>) => (
  <a {...rest} className={`${button.button} ${styles.link} ${className}`} />
);
