/** The folders that were chosen last. One that is gone says so, and can be taken off the list. */
import { History } from 'lucide-react';
import type { RecentFolder } from '../../../../pipeline/contract/app-calls.ts';
import { ask, useAppEvent, useAsk } from '../../../ui/bridge.ts';
import { Menu } from '../../../ui/menu.tsx';
import { useToast } from '../../../ui/toasts.tsx';
import { useTellError } from '../../../ui/use-tell-error.ts';
import { runDraft } from '../use-run-draft.ts';

const SECONDS_TO_FORGET = 20;

export function RecentFolders() {
  const recent = useAsk('recent.list', {});
  const toast = useToast();
  const tellError = useTellError();
  useAppEvent((event) => {
    if (event.event === 'recent_changed') recent.refresh();
  });
  if (recent.state !== 'here' || recent.value.length === 0) return null;
  const choose = ({ key, place, missing }: RecentFolder): void => {
    if (!missing) return void runDraft.chooseRecent(key);
    toast({
      text: `${place} is not there any more; connect its disk, or take it off the list.`,
      seconds: SECONDS_TO_FORGET,
      action: { label: 'Forget it', run: () => void ask('recent.forget', { key }).catch(tellError) },
    });
  };
  return (
    <Menu
      name="Recent folders"
      label={
        <>
          <History size={16} aria-hidden /> Recent
        </>
      }
      items={recent.value.map((folder) => ({
        label: folder.missing ? `${nameOf(folder.place)} (not there any more)` : nameOf(folder.place),
        hint: folder.place,
        run: () => choose(folder),
      }))}
    />
  );
}

/** The last part of a path of any system; a disk's root has none. */
const nameOf = (place: string): string => place.split(/[\\/]/).findLast((part) => part !== '') ?? place;
