import { type JSX, Suspense, useEffect } from 'react';
import { flushSync } from 'react-dom';
import { useStore } from 'zustand';
import { pictureOfKey, showPicture } from '../model/pictures.ts';
import { toggleFlat, toggleSide } from '../model/viewState.ts';
import { areaStore, takeAreaTool, toDrawOn } from '../ui/area/areaStore.ts';
import { isCalm } from '../ui/calm.ts';
import { isForPage } from '../ui/controls/keys.ts';
import { keysStore, openKeys } from '../ui/keys/keysStore.ts';
import { part } from '../ui/part.ts';
import { useViewStore } from '../ui/viewStore.ts';

const KeySheet = part(() => import('../ui/keys/KeySheet.tsx').then((module) => module.KeySheet));

/** Keys without Ctrl that work everywhere: the sheet of keys, the table, the map. */
export function KeysHost(): JSX.Element | null {
  const isOpen = useStore(keysStore, (state) => state.isOpen);
  const store = useViewStore();
  useEffect(() => {
    const toggleOnMap = (field: 'ranked' | 'xray') => {
      const view = store.getState();
      if (view.picture === 'map') store.setState({ ...view, [field]: !view[field] }, true);
    };
    const press: Readonly<Record<string, () => void>> = {
      '?': () => openKeys(),
      t: () => store.setState(toggleSide(store.getState(), 'table'), true),
      r: () => toggleOnMap('ranked'),
      x: () => toggleOnMap('xray'),
      f: () => {
        const view = store.getState();
        if (view.picture === 'ecosystem') store.setState(toggleFlat(view, isCalm()), true);
      },
      l: () => {
        store.setState(toDrawOn(store.getState()), true);
        takeAreaTool(!areaStore.getState().isOn);
      },
      m: () => {
        // Behind another picture it takes no focus.
        flushSync(() => store.setState(showPicture(store.getState(), 'map'), true));
        document.querySelector<HTMLElement>('.maplibregl-canvas')?.focus();
      },
    };
    const onKey = (event: KeyboardEvent) => {
      if (!isForPage(event)) return;
      const picture = pictureOfKey(event.key);
      const act = picture === null ? press[event.key.toLowerCase()] : () => store.setState(showPicture(store.getState(), picture), true);
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [store]);
  return isOpen ? (
    <Suspense fallback={null}>
      <KeySheet />
    </Suspense>
  ) : null;
}
