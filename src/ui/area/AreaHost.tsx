import { type JSX, Suspense, useEffect } from 'react';
import { useStore } from 'zustand';
import { part } from '../part.ts';
import { useViewPart } from '../viewStore.ts';
import { areaStore, takeAreaTool } from './areaStore.ts';

const AreaBar = part(() => import('./AreaBar.tsx').then((module) => module.AreaBar));

/** The bar of the tool that draws an area, while it is taken up; it is laid down where no map is. */
export function AreaHost(): JSX.Element | null {
  const isOn = useStore(areaStore, (tool) => tool.isOn);
  const isOnMap = useViewPart((view) => view.picture === 'map' && !view.ranked);
  useEffect(() => {
    if (isOn && !isOnMap) takeAreaTool(false);
  }, [isOn, isOnMap]);
  if (!isOn || !isOnMap) return null;
  return (
    <Suspense fallback={null}>
      <AreaBar />
    </Suspense>
  );
}
