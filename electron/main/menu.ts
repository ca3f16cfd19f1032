/**
 * The application's menu: what every program has, the ways to the screens, the recent folders, and help.
 *
 * A menu cannot change once it is made, so it is made anew when what it shows has.
 */
import path from 'node:path';
import { app, dialog, Menu, type MenuItemConstructorOptions } from 'electron';
import type { AppEvent } from '../../pipeline/contract/app-calls.ts';
import { mainScreens } from '../../pipeline/contract/screens.ts';

export interface MenuParts {
  readonly tell: (event: AppEvent) => void;
  readonly recents: {
    readonly places: readonly string[];
    readonly open: (place: string) => void;
    readonly forgetAll: () => void;
  };
  readonly notices: { readonly on: boolean; readonly set: (on: boolean) => void };
  /** Chosen here. */
  readonly open: (place: string) => void;
  readonly openLog: () => void;
  readonly showLog: () => void;
  readonly copyDiagnostics: () => void;
}

/** The path's end is what tells folders apart. */
const LONGEST_LABEL = 70;

export function setMenu(parts: MenuParts): void {
  const { tell } = parts;
  const open = async () => {
    const { filePaths } = await dialog.showOpenDialog({ properties: ['openDirectory'] });
    const [place] = filePaths;
    if (place === undefined) return;
    parts.open(place);
  };
  const show = (
    label: string,
    what: Extract<AppEvent, { event: 'show' }>['what'],
    accelerator?: string,
  ): MenuItemConstructorOptions => ({
    label,
    ...(accelerator === undefined ? {} : { accelerator }),
    click: () => tell({ event: 'show', what }),
  });
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' as const }] : []),
    {
      label: '&File',
      submenu: [
        { label: 'Open documents…', accelerator: 'CmdOrCtrl+O', click: () => void open() },
        { label: 'Open recent', submenu: recentItems(parts.recents) },
        { type: 'separator' },
        {
          label: 'Notify when long work ends',
          type: 'checkbox',
          checked: parts.notices.on,
          click: ({ checked }) => parts.notices.set(checked),
        },
        { type: 'separator' },
        process.platform === 'darwin' ? { role: 'close' } : { role: 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: '&View',
      submenu: [
        ...mainScreens.map(({ screen: to, label, digit }) => ({
          label,
          accelerator: `CmdOrCtrl+${digit}`,
          click: () => tell({ event: 'navigate', to }),
        })),
        { type: 'separator' },
        show('Command palette…', 'palette', 'CmdOrCtrl+K'),
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
        { type: 'separator' },
        { role: 'reload' },
        { role: 'toggleDevTools' },
      ],
    },
    { role: 'windowMenu' },
    {
      role: 'help',
      label: '&Help',
      submenu: [
        show('Help for this screen', 'help', 'F1'),
        show('Keyboard map', 'keys'),
        show('First steps', 'first_steps'),
        { type: 'separator' },
        { label: 'Open log', click: parts.openLog },
        { label: 'Show log folder', click: parts.showLog },
        { label: 'Copy diagnostics', click: parts.copyDiagnostics },
        ...(process.platform === 'darwin'
          ? []
          : [{ type: 'separator' as const }, { label: 'About Rythmiq Bench', click: () => app.showAboutPanel() }]),
      ],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

function recentItems({ places, open, forgetAll }: MenuParts['recents']): MenuItemConstructorOptions[] {
  if (places.length === 0) return [{ label: 'No folder was opened yet', enabled: false }];
  return [
    ...places.map((place) => ({ label: labelOf(place), click: () => open(place) })),
    { type: 'separator' },
    { label: 'Clear this list', click: forgetAll },
  ];
}

/** A `&` would be the key of the entry. */
function labelOf(place: string): string {
  const short = place.length <= LONGEST_LABEL ? place : `…${place.slice(1 - LONGEST_LABEL)}`;
  return `${path.basename(place)}  —  ${short}`.replaceAll('&', '&&');
}
