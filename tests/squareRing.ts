/** The outline of a square: degrees of its west and south edge and of its sides. */
export function squareRing(west: number, south: number, size: number): [number, number][] {
  return [
    [west, south],
    [west + size, south],
    [west + size, south + size],
    [west, south + size],
    [west, south],
  ];
}
