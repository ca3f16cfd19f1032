/**
 * The application's menu: what every program has, and the ways to the screens.
 */
import { dialog, Menu, type MenuItemConstructorOptions } from 'electron';
import type { AppEvent } from '../../pipeline/contract/app-calls.ts';

export function setMenu(tell: (event: AppEvent) => void): void {
  const open = async () => {
    const { filePaths } = await dialog.showOpenDialog({ properties: ['openDirectory'] });
    const [place] = filePaths;
    if (place !== undefined) tell({ event: 'documents_opened', place });
  };
  const goTo = (label: string, to: Extract<AppEvent, { event: 'navigate' }>['to'], key: string): MenuItemConstructorOptions => ({
    label,
    accelerator: `CmdOrCtrl+${key}`,
    click: () => tell({ event: 'navigate', to }),
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
        goTo('Run', 'run', '1'),
        goTo('Runs', 'runs', '2'),
        goTo('Compare', 'compare', '3'),
        goTo('Capacity', 'capacity', '4'),
        goTo('Decision', 'decision', '5'),
        goTo('Export', 'export', '6'),
        goTo('Environment', 'environment', '7'),
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
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
