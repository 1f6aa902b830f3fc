/** The rows that all sides draw: distinct H3 cells all over the globe with a height and a colour figure, always the same. */
import { cellToLatLng, latLngToCell } from 'h3-js';

export interface Rows {
  readonly cells: readonly string[];
  readonly latitudes: readonly number[];
  readonly longitudes: readonly number[];
}

export const RESOLUTION = 5;
const GOLDEN_TURN = Math.PI * (3 - Math.sqrt(5));

/** `count` cells of resolution 5, evenly spread. */
export function makeRows(count: number): Rows {
  const cells = new Set<string>();
  // More points than cells are wanted: some share one.
  for (let at = 0; cells.size < count; at++) {
    const share = (at + 0.5) / (count * 1.02);
    const latitude = (Math.asin(1 - 2 * (share % 1)) * 180) / Math.PI;
    cells.add(latLngToCell(latitude, ((at * GOLDEN_TURN * 180) / Math.PI) % 360, RESOLUTION));
  }
  const centres = [...cells].map((cell) => cellToLatLng(cell));
  return {
    cells: [...cells],
    latitudes: centres.map(([latitude]) => latitude),
    longitudes: centres.map(([, longitude]) => longitude),
  };
}

/** Height of a row at a turn of the clock, 0-1. */
export function heightOf(row: number, turn: number): number {
  return ((row * 7919 + turn * 104_729 + 1) % 100_003) / 100_003;
}

/** Figure behind the colour, 0-100. */
export function colourOf(row: number, turn: number): number {
  return ((row * 31 + turn * 17) % 1000) / 10;
}
