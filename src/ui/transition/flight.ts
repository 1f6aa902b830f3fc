/** Discs over the page that fly from one picture to another. The browser moves them; nothing is drawn by hand, and nothing flies twice. */
import type { Anchor, Flight } from '../../model/transition.ts';

export const FLIGHT_MS = 800;
const EASE = 'cubic-bezier(.45,0,.15,1)';

export interface FlightLayer {
  /** Puts discs where things stand now and holds them there, until they fly or are let go. */
  hold(anchors: readonly Anchor[]): void;
  /** Sends them on their way. */
  fly(flights: readonly Flight[]): void;
  /** Where the discs are at this moment: what a new flight begins from. */
  now(): readonly Anchor[];
  /** Takes all discs away. */
  clear(): void;
}

interface Disc {
  readonly element: HTMLElement;
  readonly anchor: Anchor;
}

export function createFlightLayer(root: HTMLElement): FlightLayer {
  let discs: Disc[] = [];
  let landing: ReturnType<typeof setTimeout> | undefined;

  function make(anchor: Anchor, name: string): HTMLElement {
    const element = document.createElement('span');
    element.className = 'flight-disc';
    element.dataset.id = anchor.id;
    element.style.width = element.style.height = `${2 * anchor.radius}px`;
    element.style.background = anchor.colour;
    element.style.transform = at(anchor, 1);
    if (name !== '') {
      const label = document.createElement('b');
      label.textContent = name;
      element.append(label);
    }
    root.append(element);
    discs.push({ element, anchor });
    return element;
  }

  function clear(): void {
    clearTimeout(landing);
    discs = [];
    root.replaceChildren();
  }

  return {
    hold(anchors) {
      clear();
      for (const anchor of anchors) make(anchor, '');
    },
    fly(flights) {
      clear();
      for (const { from, to, name, isChosen } of flights) {
        const stands = from ?? to;
        if (stands === null) continue;
        const element = make(stands, isChosen ? name : '');
        const options = { duration: FLIGHT_MS, easing: EASE, fill: 'both' as const };
        if (from === null)
          element.animate(
            [
              { transform: at(stands, 0), opacity: 0 },
              { transform: at(stands, 1), opacity: 0.9, offset: 0.9 },
              { transform: at(stands, 1), opacity: 0 },
            ],
            options,
          );
        else if (to === null)
          element.animate(
            [
              { transform: at(from, 1), opacity: 0.9 },
              { transform: at(from, 0), opacity: 0 },
            ],
            options,
          );
        else {
          const size = to.radius / Math.max(1, from.radius);
          element.animate(
            [
              { transform: at(from, 1), opacity: 1, background: from.colour },
              { transform: at({ ...to, radius: from.radius }, size), opacity: 1, background: to.colour, offset: 0.94 },
              { transform: at({ ...to, radius: from.radius }, size), opacity: 0, background: to.colour },
            ],
            options,
          );
        }
      }
      landing = setTimeout(clear, FLIGHT_MS + 40);
    },
    now: () =>
      discs.map(({ element, anchor }) => {
        const { left, top, width, height } = element.getBoundingClientRect();
        return { ...anchor, x: left + width / 2, y: top + height / 2, radius: Math.max(2, width / 2) };
      }),
    clear,
  };
}

/** The transform that puts the middle of a disc of that radius at its place. */
function at({ x, y, radius }: Pick<Anchor, 'x' | 'y' | 'radius'>, scale: number): string {
  return `translate(${x - radius}px, ${y - radius}px) scale(${scale})`;
}
