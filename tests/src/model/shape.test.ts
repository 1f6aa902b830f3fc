import { describe, expect, it } from 'vitest';
import { LEVELS } from '../../../src/model/place.ts';
import { carrierOf, drawnShape, SHAPES, shapesAt, sizeWords } from '../../../src/model/shape.ts';

describe('the shapes of values', () => {
  it('are what a level can draw: hexagons for columns of hexagons, bubbles for customers, no raised cities', () => {
    expect(drawnShape('columns', 'hexagon')).toBe('hexagons');
    expect(drawnShape('columns', 'customer')).toBe('bubbles');
    expect(drawnShape('regions', 'city')).toBe('columns');
    expect(drawnShape('regions', 'region')).toBe('areas');
    expect(drawnShape('flat', 'country')).toBe('fills');
  });

  it('are offered once each', () => {
    expect(shapesAt('region')).toEqual([...SHAPES]);
    expect(shapesAt('hexagon')).toEqual(['columns', 'bubbles', 'flat']);
    expect(shapesAt('customer')).toEqual(['columns', 'flat']);
  });

  it('say what carries the value, and that a customer stands at no address', () => {
    expect(sizeWords('columns', 'region')).toEqual({ carrier: 'height', caption: 'Height', note: '' });
    expect(sizeWords('bubbles', 'region').carrier).toBe('area');
    expect(sizeWords('flat', 'region').note).not.toBe('');
    expect(sizeWords('columns', 'customer').note).toMatch(/not at an address/);
    for (const shape of SHAPES)
      for (const level of LEVELS) expect(carrierOf(drawnShape(shape, level))).toBe(sizeWords(shape, level).carrier);
  });
});
