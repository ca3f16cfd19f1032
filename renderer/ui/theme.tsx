/**
 * Light or dark, as the system or the person wishes. Style sheets follow by CSS variables; canvases and charts ask `usePalette`.
 */
import { createContext, type ReactNode, useContext, useLayoutEffect, useSyncExternalStore } from 'react';
import { applyPalette, dark, light, type Palette } from './palette.ts';

const query = window.matchMedia('(prefers-color-scheme: dark)');
const listen = (listener: () => void) => {
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
};

const PaletteContext = createContext<Palette>(light);

export const usePalette = (): Palette => useContext(PaletteContext);

/** The app sets the wish for the whole window (`nativeTheme`), so the media query tells both. */
export function Theme({ children }: { readonly children: ReactNode }) {
  const palette = useSyncExternalStore(listen, () => (query.matches ? dark : light));
  useLayoutEffect(() => applyPalette(palette, document.documentElement), [palette]);
  return <PaletteContext value={palette}>{children}</PaletteContext>;
}
