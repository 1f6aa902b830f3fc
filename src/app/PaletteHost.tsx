import { type JSX, Suspense, useEffect } from 'react';
import { useStore } from 'zustand';
import { openPalette, paletteStore } from '../ui/palette/paletteStore.ts';
import { part } from '../ui/part.ts';

const Palette = part(() => import('../ui/palette/Palette.tsx').then((module) => module.Palette));

/** The command palette, fetched when it is first opened; Ctrl or ⌘ with K opens and closes it. */
export function PaletteHost(): JSX.Element | null {
  const isOpen = useStore(paletteStore, (state) => state.isOpen);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      openPalette(!paletteStore.getState().isOpen);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return isOpen ? (
    <Suspense fallback={null}>
      <Palette />
    </Suspense>
  ) : null;
}
