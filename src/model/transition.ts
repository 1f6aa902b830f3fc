/** The way from one picture to another: the same thing flies from where it stood to where it stands. */

/** Where a thing stands on the page, as a disc: CSS pixels. */
export interface Anchor {
  /** Dimension and value, such as `segment Loyal`: the same thing has the same id in every picture. */
  readonly id: string;
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  /** CSS colour. */
  readonly colour: string;
  /** It stands in the bar on top rather than in the picture: what is chosen stands there in every picture. */
  readonly isChip: boolean;
}

/** One disc on its way; without an end it shrinks where it stood, without a start it grows where it will stand. */
export interface Flight {
  readonly id: string;
  readonly name: string;
  readonly isChosen: boolean;
  readonly from: Anchor | null;
  readonly to: Anchor | null;
}

/** Most discs that fly, and that come and go beside them: the largest. */
const MOST_FLIGHTS = 24;
const MOST_STRAYS = 10;

/** Id of a value of a dimension. */
export function anchorId(dimension: string, value: string | null): string {
  return value === null ? dimension : `${dimension} ${value}`;
}

/**
 * Matches what stood with what stands. What is chosen flies in any case: where a picture does not show it, from or to its chip on top. What
 * only one of the pictures shows comes or goes in its place. Chosen ones first, then by size.
 */
export function matchAnchors(before: readonly Anchor[], after: readonly Anchor[], chosen: ReadonlySet<string>): readonly Flight[] {
  const [from, to] = [byId(before), byId(after)];
  const flights: Flight[] = [];
  for (const id of new Set([...from.keys(), ...to.keys()])) {
    const [start, end] = [from.get(id) ?? null, to.get(id) ?? null];
    // A chip is on top before and after: nothing moves.
    if ((start?.isChip ?? true) && (end?.isChip ?? true)) continue;
    flights.push({ id, name: start?.name || end?.name || '', isChosen: chosen.has(id), from: start, to: end });
  }
  const size = ({ from: start, to: end }: Flight) => Math.max(start?.radius ?? 0, end?.radius ?? 0);
  flights.sort((one, other) => Number(other.isChosen) - Number(one.isChosen) || size(other) - size(one) || (one.id < other.id ? -1 : 1));
  const whole = flights.filter((flight) => flight.from !== null && flight.to !== null);
  const going = flights.filter(({ to: end }) => end === null);
  const coming = flights.filter(({ from: start }) => start === null);
  return [...whole.slice(0, MOST_FLIGHTS), ...going.slice(0, MOST_STRAYS), ...coming.slice(0, MOST_STRAYS)];
}

/** By id; what stands in the picture before its chip. */
function byId(anchors: readonly Anchor[]): ReadonlyMap<string, Anchor> {
  const found = new Map<string, Anchor>();
  for (const anchor of anchors) {
    const known = found.get(anchor.id);
    if (known === undefined || (known.isChip && !anchor.isChip)) found.set(anchor.id, anchor);
  }
  return found;
}

/** Whether two readings of the same anchors show them resting, to half a pixel. */
export function areResting(one: readonly Anchor[], other: readonly Anchor[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ id, x, y }, at) => {
      const same = other[at];
      return same !== undefined && same.id === id && Math.abs(same.x - x) < 0.5 && Math.abs(same.y - y) < 0.5;
    })
  );
}
