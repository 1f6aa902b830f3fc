/** Loads what belongs to the ecosystem when it is first wanted, and keeps it from then on. */
import { type JSX, lazy, Suspense, useEffect, useState } from 'react';
import type { Padding } from '../model/camera.ts';
import { useView } from '../ui/viewStore.ts';

const EcosystemPane = lazy(() => import('./EcosystemPane.tsx').then((module) => ({ default: module.EcosystemPane })));

export function EcosystemHost({ padding }: { readonly padding: Padding }): JSX.Element | null {
  const isShown = useView().picture === 'ecosystem';
  const [wasShown, setWasShown] = useState(isShown);
  useEffect(() => {
    if (isShown) setWasShown(true);
  }, [isShown]);
  return wasShown || isShown ? (
    <Suspense fallback={null}>
      <EcosystemPane padding={padding} />
    </Suspense>
  ) : null;
}
