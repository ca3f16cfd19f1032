/** The keyboard map: each group from the table that binds its keys. */
import { documentKeys } from '../features/document/document-keys.ts';
import { flameKeys } from '../flame/keys.ts';
import type { KeyGroup } from '../ui/keys.ts';
import type { Route } from '../ui/route.ts';
import { rowKeys } from '../ui/row-keys.ts';
import { tabKeys } from '../ui/tab-keys.ts';
import { commands } from './commands.ts';

export const windowKeys: KeyGroup = {
  title: 'On every screen',
  lines: commands.flatMap(({ keys, title }) => (keys === undefined ? [] : [{ keys, does: title }])),
};

export const keyGroups: readonly KeyGroup[] = [windowKeys, rowKeys, tabKeys, flameKeys, documentKeys];

/** Those of one screen, beside those of the window. */
export function keyGroupsOf(screen: Route['screen']): readonly KeyGroup[] {
  switch (screen) {
    case 'runs':
      return [rowKeys];
    case 'run-detail':
      return [tabKeys, rowKeys, flameKeys];
    case 'comparison':
      return [tabKeys, rowKeys, flameKeys];
    case 'document':
      return [documentKeys];
    default:
      return [];
  }
}
