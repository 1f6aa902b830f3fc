/** The part of a wall that its words leave to the picture, CSS pixels. */
import { useEffect, useMemo, useState } from 'react';
import type { Padding } from '../../model/camera.ts';
import type { Picture } from '../../model/viewState.ts';

/** In pixels of a screen of 3840 by 2160. */
const FREE: Readonly<Record<'map' | 'other', Padding>> = {
  map: { top: 230, right: 760, bottom: 470, left: 760 },
  other: { top: 230, right: 120, bottom: 470, left: 900 },
};

export function useWallPadding(picture: Picture, screens: number): Padding {
  const [unit, setUnit] = useState(unitNow);
  useEffect(() => {
    const measure = () => setUnit(unitNow());
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  }, []);
  return useMemo(() => {
    const { top, right, bottom, left } = FREE[picture === 'map' ? 'map' : 'other'];
    const [all, aside] = [unit, unit * (screens > 1 ? 1.2 : 1)];
    return { top: top * all, right: right * aside, bottom: bottom * all, left: left * aside };
  }, [picture, screens, unit]);
}

function unitNow(): number {
  return Math.min(window.innerHeight / 2160, window.innerWidth / 3840);
}
