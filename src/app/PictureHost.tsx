/** Loads what belongs to a picture other than the map when it is first wanted, and keeps it from then on. */
import { type JSX, lazy, Suspense, useEffect, useState } from 'react';
import type { Padding } from '../model/camera.ts';
import { useViewPart } from '../ui/viewStore.ts';

const PANES = {
  ecosystem: lazy(() => import('./EcosystemPane.tsx').then((module) => ({ default: module.EcosystemPane }))),
  segments: lazy(() => import('./SegmentsPane.tsx').then((module) => ({ default: module.SegmentsPane }))),
} as const;

interface PictureHostProps {
  readonly picture: keyof typeof PANES;
  readonly padding: Padding;
}

export function PictureHost({ picture, padding }: PictureHostProps): JSX.Element | null {
  const Pane = PANES[picture];
  const isShown = useViewPart((view) => view.picture === picture);
  const [wasShown, setWasShown] = useState(isShown);
  useEffect(() => {
    if (isShown) setWasShown(true);
  }, [isShown]);
  return wasShown || isShown ? (
    <Suspense fallback={null}>
      <Pane padding={padding} />
    </Suspense>
  ) : null;
}
