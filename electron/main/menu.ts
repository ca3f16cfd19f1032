/**
 * The application's menu: what every program has, and the ways to the screens.
 */
import { dialog, Menu, type MenuItemConstructorOptions } from 'electron';
import type { AppEvent } from '../../pipeline/contract/app-calls.ts';
import { mainScreens } from '../../pipeline/contract/screens.ts';

export function setMenu(tell: (event: AppEvent) => void): void {
  const open = async () => {
    const { filePaths } = await dialog.showOpenDialog({ properties: ['openDirectory'] });
    const [place] = filePaths;
    if (place !== undefined) tell({ event: 'documents_opened', place });
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
      submenu: [show('Help for this screen', 'help', 'F1'), show('Keyboard map', 'keys'), show('First steps', 'first_steps')],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
