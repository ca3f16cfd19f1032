/**
 * The system's desktop as the app uses it: notifications, progress on the taskbar or the dock, recent documents, and the
 * question before work is left. The only thing here is Electron; what is said and when is decided elsewhere.
 */
import { app, type BrowserWindow, dialog, Notification } from 'electron';
import type { AppEvent } from '../../pipeline/contract/app-calls.ts';
import type { Desk } from './work-watch.ts';
import type { Told } from './work-words.ts';

/** What Electron shows as going on without saying how far. */
const INDETERMINATE = 2;
const ANSWERS = ['stop', 'go_on'] as const;

export function makeDesk(window: BrowserWindow, wantsNotices: () => boolean, tell: (event: AppEvent) => void): Desk {
  // One that nobody holds is collected, and its click with it.
  const shown = new Set<Notification>();
  return {
    isFocused: () => !window.isDestroyed() && window.isFocused(),
    wantsNotices,
    notify({ title, text }, result) {
      if (!Notification.isSupported()) return;
      const notification = new Notification({ title, body: text });
      shown.add(notification);
      notification.on('click', () => {
        shown.delete(notification);
        if (window.isDestroyed()) return;
        bringForward(window);
        tell({ event: 'show_result', ...result });
      });
      notification.on('close', () => shown.delete(notification));
      notification.show();
    },
    showProgress(share) {
      if (!window.isDestroyed()) window.setProgressBar(share ?? INDETERMINATE);
    },
  };
}

export function bringForward(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** `Go on` is what Enter and Escape mean: nothing is lost by it. */
export async function askBeforeLeaving(window: BrowserWindow | undefined, { title, text }: Told): Promise<'stop' | 'go_on'> {
  const options = {
    type: 'question' as const,
    title: 'Rythmiq Bench',
    message: title,
    detail: text,
    buttons: ['Stop and keep', 'Go on'],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  };
  const { response } = await (window === undefined ? dialog.showMessageBox(options) : dialog.showMessageBox(window, options));
  return ANSWERS[response] ?? 'go_on';
}

/** @returns whether it may be forgotten */
export async function tellFolderIsGone(window: BrowserWindow | undefined, place: string): Promise<boolean> {
  const options = {
    type: 'warning' as const,
    title: 'Rythmiq Bench',
    message: 'This folder is not there any more.',
    detail: `${place}\nConnect its disk, or take it off the list.`,
    buttons: ['Forget it', 'Keep it'],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  };
  const { response } = await (window === undefined ? dialog.showMessageBox(options) : dialog.showMessageBox(window, options));
  return response === 0;
}

/** The window cannot be asked in: nothing of it is drawn. */
export async function askAboutDeadWindow(): Promise<'again' | 'quit'> {
  const { response } = await dialog.showMessageBox({
    type: 'error',
    title: 'Rythmiq Bench',
    message: 'The window ends again and again.',
    detail: 'What is measured goes on. Help › Open log says how the window ended.',
    buttons: ['Try again', 'Quit'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 1 ? 'quit' : 'again';
}

/** The list that macOS and Windows keep for every program; elsewhere nothing comes of it. */
export function tellSystemOfRecent([latest]: readonly string[]): void {
  if (latest === undefined) app.clearRecentDocuments();
  else app.addRecentDocument(latest);
}

export function describeApp(): void {
  app.setAboutPanelOptions({
    applicationName: 'Rythmiq Bench',
    applicationVersion: app.getVersion(),
    version: app.getVersion(),
    copyright: 'Copyright © 2026 the Rythmiq Bench authors. MIT licence.',
    credits: `Electron ${process.versions.electron}, Chromium ${process.versions.chrome}, Node ${process.versions.node}`,
  });
}
