/** The way back to the list that a screen was come to from. */
import { ArrowLeft } from 'lucide-react';
import styles from './back-link.module.css';
import { hrefOf, type Route } from './route.ts';

interface BackLinkProps {
  readonly to: Route;
  readonly label: string;
}

export function BackLink({ to, label }: BackLinkProps) {
  return (
    <a className={styles.back} href={hrefOf(to)} aria-label={label} title={label}>
      <ArrowLeft size={18} aria-hidden />
    </a>
  );
}
