/** The part of a wall that its words leave to the picture, CSS pixels. */
import { useEffect, useMemo, useState } from 'react';
import type { Padding } from '../../model/camera.ts';
import type { Picture } from '../../model/viewState.ts';

/** In pixels of a screen of 3840 by 2160; beside a callout the picture gives way. */
const FREE = { top: 210, bottom: 430, left: 820, right: 640, beside: 1080 } as const;
const FREE_OF_OTHERS = { top: 230, bottom: 450, left: 900, right: 120 } as const;
/** Between its sentence and a caption of four lines. */
const FREE_OF_ECOSYSTEM = { ...FREE_OF_OTHERS, top: 430, bottom: 530 } as const;

export function useWallPadding(picture: Picture, hasCallout: boolean): Padding {
  const [unit, setUnit] = useState(unitNow);
  useEffect(() => {
    const measure = () => setUnit(unitNow());
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  }, []);
  return useMemo(() => {
    const others = picture === 'ecosystem' ? FREE_OF_ECOSYSTEM : FREE_OF_OTHERS;
    const free = picture === 'map' ? { ...FREE, right: hasCallout ? FREE.beside : FREE.right } : others;
    return { top: free.top * unit, right: free.right * unit, bottom: free.bottom * unit, left: free.left * unit };
  }, [picture, hasCallout, unit]);
}

function unitNow(): number {
  return Math.min(window.innerHeight / 2160, window.innerWidth / 3840);
}
