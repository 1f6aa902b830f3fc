/** Where the largest places stand on the page, for the way to another picture. */
import { tallestSlots } from '../model/columns.ts';
import { type Anchor, anchorId } from '../model/transition.ts';
import type { MapStage } from './mapStage.ts';

const MOST = 24;
/** Radii of the smallest and of the largest place, pixels. */
const RADII = [4, 14] as const;

/** The tallest columns on the near side; `origin` is the corner of the map on the page. */
export function mapAnchors({ sets, screen }: MapStage, origin: { readonly left: number; readonly top: number }): readonly Anchor[] {
  const picture = sets.picture();
  if (!picture) return [];
  const slots = tallestSlots(picture, MOST);
  const columns = screen.columns([...slots]);
  return slots.flatMap((slot, at) => {
    const place = picture.layout.places[slot];
    if (place === undefined || place === null || (columns.facing[at] as number) <= 0) return [];
    const [red = 0, green = 0, blue = 0] = picture.colours.slice(4 * slot, 4 * slot + 3);
    return [
      {
        id: anchorId(picture.layout.level, place.id),
        name: '',
        x: origin.left + (columns.capX[at] as number),
        y: origin.top + (columns.capY[at] as number),
        radius: RADII[0] + (RADII[1] - RADII[0]) * Math.sqrt(Math.max(0, sets.glide().shares[slot] ?? 0)),
        colour: `rgb(${red} ${green} ${blue})`,
        isChip: false,
      },
    ];
  });
}
