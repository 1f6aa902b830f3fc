/** H3 cells by their index text alone: resolution, parents, size and when they fit a scale of the map. */

/** Average length of an edge by resolution, metres (h3geo.org, "Tables of cell statistics"). */
const EDGE_METRES = [
  1_281_256, 483_057, 182_513, 68_979, 26_072, 9_854, 3_725, 1_406, 531, 201, 75.9, 28.7, 10.8, 4.1, 1.55, 0.584,
] as const;
/** Edge of a hexagon on the screen that reads well, pixels. */
const EDGE_PIXELS = 18;
/** Coarser ones are continents, finer ones single houses. */
const RESOLUTIONS = { coarsest: 2, finest: 9 } as const;
const DIGITS = 15;

/** Resolution of a cell, 0-15, by its index text. */
export function resolutionOf(cell: string): number {
  return Number.parseInt(cell.charAt(1), 16);
}

/** Average edge of the hexagons of a resolution, metres. */
export function edgeMetres(resolution: number): number {
  return EDGE_METRES[resolution] ?? 0;
}

/** The resolution whose hexagons read well at a scale of the map: 2-9. */
export function resolutionAt(metresPerPixel: number): number {
  const wanted = Math.log(EDGE_PIXELS * metresPerPixel);
  const distance = (resolution: number) => Math.abs(Math.log(edgeMetres(resolution)) - wanted);
  let best: number = RESOLUTIONS.coarsest;
  for (let resolution = best + 1; resolution <= RESOLUTIONS.finest; resolution++)
    if (distance(resolution) < distance(best)) best = resolution;
  return best;
}

/** The cell of a coarser resolution that holds a cell; itself at its own. */
export function parentCell(cell: string, resolution: number): string {
  const bits = BigInt(`0x${cell}`);
  const unused = (1n << BigInt(3 * (DIGITS - resolution))) - 1n;
  return ((bits & ~(15n << 52n)) | (BigInt(resolution) << 52n) | unused).toString(16);
}

/** Whether a cell is another or lies within it. */
export function cellsWithin(cell: string, other: string): boolean {
  if (cell === other) return true;
  const resolution = resolutionOf(other);
  return cell !== '' && resolutionOf(cell) > resolution && parentCell(cell, resolution) === other;
}

/** Whether a text looks like the index of a cell. */
export function isCell(text: string): boolean {
  return /^8[0-9a-f]{14}$/.test(text);
}
