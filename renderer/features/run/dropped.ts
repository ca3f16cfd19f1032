/**
 * What a drop on the window means. A run takes one folder or one document, so several things need a decision, and the
 * person is told which one was taken.
 */
export interface DroppedThing {
  /** '' for something that does not lie on the disk: a picture from a browser, a text. */
  readonly place: string;
  readonly isFolder: boolean;
}

export type DropDecision =
  | { readonly kind: 'take'; readonly place: string; readonly remark: string | null }
  | { readonly kind: 'refuse'; readonly reason: string };

const refuse = (reason: string): DropDecision => ({ kind: 'refuse', reason });

export function decideDrop(things: readonly DroppedThing[]): DropDecision {
  const placed = things.filter(({ place }) => place !== '');
  const [first] = placed;
  if (first === undefined) return refuse('That is no file or folder of this computer; drop a folder of scans, or one scan.');
  if (placed.length === 1) return { kind: 'take', place: first.place, remark: null };
  const folders = placed.filter(({ isFolder }) => isFolder).length;
  if (folders === placed.length) {
    return refuse(`${folders} folders were dropped and a run takes one: drop the folder that holds them, or one of them.`);
  }
  if (folders > 0) return refuse('Files and folders were dropped together: drop the one folder that holds them all.');
  const parents = new Set(placed.map(({ place }) => parentOf(place)));
  if (parents.size > 1) {
    return refuse(`${placed.length} files of different folders were dropped: put them into one folder and drop that.`);
  }
  return {
    kind: 'take',
    place: parentOf(first.place),
    remark: `${placed.length} files were dropped. A run takes a folder or one document, so the folder they lie in was chosen, with everything in it.`,
  };
}

/** `/scans/a.jpg` → `/scans`, `C:\scans\a.jpg` → `C:\scans`; of a file in the root, the root. */
export function parentOf(place: string): string {
  const cut = Math.max(place.lastIndexOf('/'), place.lastIndexOf('\\'));
  const parent = place.slice(0, cut);
  return parent === '' || /^[A-Za-z]:$/.test(parent) ? place.slice(0, cut + 1) : parent;
}

/** Things of a drop, as far as the page is told; a drop of text alone has none. */
export function thingsOf(transfer: DataTransfer, placeOf: (file: File) => string): DroppedThing[] {
  return [...transfer.items].flatMap((item) => {
    const file = item.getAsFile();
    return file === null ? [] : [{ place: placeOf(file), isFolder: item.webkitGetAsEntry()?.isDirectory ?? false }];
  });
}
