/** Tells where the column of the selected place ends on the screen, while a line leads to it. */
import { pointedStore } from '../ui/wall/pointedStore.ts';
import type { MapContext, MapPart } from './mapPart.ts';

/** Beyond the limb of the globe there is nothing to lead to. */
const LEAST_FACING = 0.2;
/** Moves smaller than this are not told, pixels. */
const LEAST_MOVE = 0.5;

export function createPointedPart({ scene, slotOf, screen, sets }: MapContext): MapPart {
  return {
    lay() {
      const { isWanted, cap: before } = pointedStore.getState();
      if (!isWanted) return;
      const cap = capOf();
      const isSame = cap === null || before === null ? cap === before : Math.hypot(cap.x - before.x, cap.y - before.y) < LEAST_MOVE;
      if (!isSame) pointedStore.setState({ cap });
    },
  };

  function capOf(): { x: number; y: number } | null {
    const slot = slotOf(scene().selected);
    if (slot < 0 || !((sets.picture()?.shares[slot] ?? 0) > 0)) return null;
    const columns = screen.columns([slot]);
    return (columns.facing[0] as number) < LEAST_FACING ? null : { x: columns.capX[0] as number, y: columns.capY[0] as number };
  }
}
