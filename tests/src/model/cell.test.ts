import { cellToParent, getHexagonEdgeLengthAvg, latLngToCell } from 'h3-js';
import { describe, expect, it } from 'vitest';
import { cellsWithin, edgeMetres, isCell, parentCell, resolutionAt, resolutionOf } from '../../../src/model/cell.ts';

const PLACES = [
  [-23.55, -46.63],
  [40.71, -74],
  [64.13, -21.9],
  [-0.2, 179.9],
] as const;

describe('an H3 cell by its index', () => {
  it('has the parents that h3-js gives it', () => {
    for (const [latitude, longitude] of PLACES) {
      const cell = latLngToCell(latitude, longitude, 9);
      expect(resolutionOf(cell)).toBe(9);
      for (let resolution = 0; resolution <= 9; resolution++) expect(parentCell(cell, resolution)).toBe(cellToParent(cell, resolution));
    }
  });

  it('lies within its parents and itself, not within their neighbours', () => {
    const [here, there] = [latLngToCell(-23.55, -46.63, 7), latLngToCell(40.71, -74, 5)];
    expect(cellsWithin(here, parentCell(here, 4))).toBe(true);
    expect(cellsWithin(here, here)).toBe(true);
    expect(cellsWithin(here, there)).toBe(false);
    expect(cellsWithin(parentCell(here, 4), here)).toBe(false);
    expect(cellsWithin('', here)).toBe(false);
  });

  it('is told from other texts', () => {
    expect(isCell(latLngToCell(1, 1, 5))).toBe(true);
    expect(isCell('BR-SP')).toBe(false);
  });

  it('has the size of the tables of H3', () => {
    for (let resolution = 0; resolution <= 12; resolution++) {
      expect(edgeMetres(resolution) / getHexagonEdgeLengthAvg(resolution, 'm')).toBeCloseTo(1, 0);
    }
  });

  it('gets finer the nearer one looks, within its bounds', () => {
    const resolutions = [100_000, 14_700, 3_650, 500, 59, 8, 1].map(resolutionAt);
    expect(resolutions).toEqual([...resolutions].sort((one, other) => one - other));
    expect(resolutions[0]).toBe(2);
    expect(resolutionAt(59)).toBe(7);
    expect(resolutionAt(0.01)).toBe(9);
  });
});
