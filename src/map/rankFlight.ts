/** Columns that lie down as the bars of a list, and stand up again: one bar in the air for each, from where it stands to where it goes. */
import { MOTION } from '../model/tokens.ts';

/** Where a column stands on the screen, pixels of the map. */
export interface Stand {
  readonly footX: number;
  readonly footY: number;
  readonly capX: number;
  readonly capY: number;
  readonly radius: number;
  /** On the near side of the globe. */
  readonly isSeen: boolean;
}

/** Where its bar lies, pixels of the map. */
export interface Lie {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Flyer {
  readonly stand: Stand;
  readonly lie: Lie;
  /** CSS colour. */
  readonly colour: string;
}

/** A row starts this long after the one above it; the last ones together. */
const STAGGER_MS = 9;
const MOST_STAGGERED = 24;
const CURVE = 'cubic-bezier(.45,0,.15,1)';

/** How long a flight of this many takes, milliseconds. */
export function flightLasts(count: number): number {
  return MOTION.level + Math.min(count, MOST_STAGGERED) * STAGGER_MS;
}

/** Flies all of them over `host`; what it returns ends the flight at once. `onLanded` is called when the last has landed, not when ended. */
export function flyBars(host: HTMLElement, flyers: readonly Flyer[], direction: 'down' | 'up', onLanded: () => void): () => void {
  const air = document.createElement('div');
  air.className = 'rank-air';
  air.ariaHidden = 'true';
  const flights = flyers.map((flyer, at) => {
    const bar = air.appendChild(document.createElement('i'));
    const { left, top, width, height } = flyer.lie;
    Object.assign(bar.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px`, background: flyer.colour });
    return { bar, frames: framesOf(flyer), delay: Math.min(at, MOST_STAGGERED) * STAGGER_MS };
  });
  host.append(air);
  const moves = flights.map(({ bar, frames, delay }) =>
    bar.animate(frames, {
      duration: MOTION.level,
      delay: delay,
      easing: CURVE,
      fill: 'both',
      direction: direction === 'down' ? 'normal' : 'reverse',
    }),
  );
  let isEnded = false;
  void Promise.all(moves.map(({ finished }) => finished.catch(() => null))).then(() => {
    if (isEnded) return;
    end();
    onLanded();
  });
  function end(): void {
    isEnded = true;
    for (const move of moves) move.cancel();
    air.remove();
  }
  return end;
}

/** From the column, foot at the left end of the bar, to the bar as it lies. */
function framesOf({ stand: { footX, footY, capX, capY, radius, isSeen }, lie }: Flyer): Keyframe[] {
  const [acrossX, acrossY] = [capX - footX, capY - footY];
  const length = Math.hypot(acrossX, acrossY);
  const turn = Math.atan2(acrossY, acrossX);
  const [moveX, moveY] = [footX - lie.left, footY - (lie.top + lie.height / 2)];
  const [stretchX, stretchY] = [Math.max(1, length) / Math.max(1, lie.width), (2 * radius) / lie.height];
  return [
    { transform: `translate(${moveX}px, ${moveY}px) rotate(${turn}rad) scale(${stretchX}, ${stretchY})`, opacity: isSeen ? 1 : 0 },
    { transform: 'translate(0px, 0px) rotate(0rad) scale(1, 1)', opacity: 1 },
  ];
}
