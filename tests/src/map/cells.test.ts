import { cellToBoundary, cellToLatLng, getPentagons, latLngToCell, polygonToCells } from 'h3-js';
import { describe, expect, it } from 'vitest';
import { CORNER_NUMBERS, cellBounds, cellRing, cornersOf, customerPoint, emptyNeighbours } from '../../../src/map/cells.ts';

const CELL = latLngToCell(-23.55, -46.63, 7);

function corners(cell: string): Float32Array {
  const into = new Float32Array(CORNER_NUMBERS);
  const [latitude, longitude] = cellToLatLng(cell);
  cornersOf(cell, [longitude, latitude], into);
  return into;
}

describe('where hexagons lie', () => {
  it('gives six corners in metres around the centre, as far as H3 says', () => {
    const made = corners(CELL);
    const [latitude, longitude] = cellToLatLng(CELL);
    cellToBoundary(CELL).forEach(([north, east], corner) => {
      const metres = Math.hypot((north - latitude) * 111_195, (east - longitude) * 111_195 * Math.cos((latitude * Math.PI) / 180));
      expect(Math.hypot(made[corner * 2] as number, made[corner * 2 + 1] as number) / metres).toBeCloseTo(1, 2);
    });
  });

  it('gives pentagons and cells on the edges of the icosahedron six corners too', () => {
    for (const cell of [...getPentagons(3), ...getPentagons(4)]) {
      const made = corners(cell);
      expect(made.every(Number.isFinite)).toBe(true);
      expect(Math.hypot(made[10] as number, made[11] as number)).toBeGreaterThan(1000);
    }
  });

  it('unwraps a cell that crosses the antimeridian', () => {
    const cell = latLngToCell(-17, 179.99, 3);
    const [west, , east] = cellBounds(cell);
    expect(east - west).toBeLessThan(10);
  });

  it('finds the empty neighbours of a patch, none of them in it', () => {
    expect(emptyNeighbours([CELL])).toHaveLength(6);
    const patch = polygonToCells(
      [
        [-23.5, -46.7],
        [-23.5, -46.6],
        [-23.6, -46.6],
        [-23.6, -46.7],
      ],
      7,
    );
    const around = emptyNeighbours(patch);
    expect(around.length).toBeGreaterThan(6);
    expect(around.some((cell) => patch.includes(cell))).toBe(false);
  });

  it('puts every customer inside the cell, always at the same point, spread over all of it', () => {
    const points = Array.from({ length: 400 }, (_, number) => customerPoint(`customer-${number}`, CELL));
    for (const [longitude, latitude] of points) expect(latLngToCell(latitude, longitude, 7)).toBe(CELL);
    expect(customerPoint('customer-7', CELL)).toEqual(points[7]);
    const [latitude, longitude] = cellToLatLng(CELL);
    const quarters = new Set(points.map(([x, y]) => `${x > longitude} ${y > latitude}`));
    expect(quarters.size).toBe(4);
    expect(cellRing(CELL)).toHaveLength(6);
  });
});
