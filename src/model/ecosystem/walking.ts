/** Where an arrow key leads from one name of the ecosystem: to the neighbour in its row, or to the nearest of the next row. */
import { FEED_RANK } from './feedLook.ts';

export interface Walked {
  readonly rank: number;
  /** Pixels from the left. */
  readonly x: number;
  readonly isNamed: boolean;
}

/** The position that a key leads to, -1 where it leads nowhere; null for a key that is no arrow. */
export function walkedTo(names: readonly Walked[], from: number, key: string): number | null {
  const rowStep = { ArrowUp: -1, ArrowDown: 1 }[key] ?? 0;
  const step = { ArrowLeft: -1, ArrowRight: 1 }[key] ?? 0;
  if (rowStep === 0 && step === 0) return null;
  const own = names[from];
  let [found, nearest] = [-1, Number.POSITIVE_INFINITY];
  names.forEach((name, at) => {
    if (own === undefined || at === from || !name.isNamed || rowOf(name) !== rowOf(own) + rowStep) return;
    const away = name.x - own.x;
    if ((step !== 0 && away * step <= 0) || Math.abs(away) >= nearest) return;
    [found, nearest] = [at, Math.abs(away)];
  });
  return found;
}

/** From the top of the picture down: the sources stand behind the far rank. */
function rowOf({ rank }: Walked): number {
  return rank === FEED_RANK ? -1 : rank;
}
