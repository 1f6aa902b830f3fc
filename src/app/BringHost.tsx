import { type JSX, Suspense, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { bringStore, openBring } from '../ui/bring/bringStore.ts';
import { part } from '../ui/part.ts';

const BringSheet = part(() => import('../ui/bring/BringSheet.tsx').then((module) => module.BringSheet));
const DropHint = part(() => import('../ui/bring/DropHint.tsx').then((module) => module.DropHint));

/** Files dropped anywhere on the page, and the sheet that takes them, fetched when first needed. */
export function BringHost(): JSX.Element | null {
  const isOpen = useStore(bringStore, (state) => state.isOpen);
  const isHeld = useHeldFile();
  return (
    <Suspense fallback={null}>
      {isOpen ? <BringSheet /> : null}
      {isHeld && !isOpen ? <DropHint /> : null}
    </Suspense>
  );
}

/** Whether a file is held above the page; dropping it opens the sheet. */
function useHeldFile(): boolean {
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    const holdsFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const onOver = (event: DragEvent) => {
      if (!holdsFile(event)) return;
      event.preventDefault();
      setHeld(true);
    };
    // Leaving the window leads nowhere; leaving an element leads to the next.
    const onLeave = (event: DragEvent) => setHeld((before) => before && event.relatedTarget !== null);
    const onDrop = (event: DragEvent) => {
      setHeld(false);
      if (!holdsFile(event)) return;
      event.preventDefault();
      const [file, ...others] = event.dataTransfer?.files ?? [];
      if (file) openBring(file, others.length);
    };
    window.addEventListener('dragover', onOver);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, []);
  return isHeld;
}
