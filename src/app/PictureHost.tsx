/** Loads what belongs to a picture other than the map when it is first wanted, and keeps it from then on. */
import { type JSX, Suspense, useEffect, useState } from 'react';
import type { Padding } from '../model/camera.ts';
import { part } from '../ui/part.ts';
import { useViewPart } from '../ui/viewStore.ts';

const PANES = {
  ecosystem: part(() => import('./EcosystemPane.tsx').then((module) => module.EcosystemPane)),
  segments: part(() => import('./SegmentsPane.tsx').then((module) => module.SegmentsPane)),
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
