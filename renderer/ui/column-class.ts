/** How a column's cells look, its head's among them. */
import styles from './table.module.css';
import type { Column } from './table-columns.ts';

export const classOf = <Row>({ numeric, actions }: Column<Row>): string =>
  [numeric ? styles.numeric : '', actions ? styles.actions : ''].join(' ').trim();
