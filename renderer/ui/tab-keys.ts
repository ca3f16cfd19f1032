/** The keys that go from tab to tab, once: what they do, and what the keyboard map says of them. */
import type { KeyGroup } from './keys.ts';

export const tabKeys: KeyGroup = {
  title: 'Tabs',
  lines: [
    { keys: ['ArrowLeft', 'ArrowRight'], does: 'the tab before, after' },
    { keys: ['Home', 'End'], does: 'the first, the last tab' },
  ],
};

/** Which tab comes with that key; null for a key that moves nothing. The last is before the first. */
export function tabAfter(key: string, at: number, tabs: number): number | null {
  switch (key) {
    case 'ArrowRight':
      return (at + 1) % tabs;
    case 'ArrowLeft':
      return (at - 1 + tabs) % tabs;
    case 'Home':
      return 0;
    case 'End':
      return tabs - 1;
    default:
      return null;
  }
}
