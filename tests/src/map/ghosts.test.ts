import { describe, expect, it } from 'vitest';
import { createGhostsPart } from '../../../src/map/ghosts.ts';
import type { MapContext, MapFrame } from '../../../src/map/mapPart.ts';
import { BEFORE } from '../../../src/model/change.ts';
import { toColumns } from '../../../src/model/columns.ts';
import { toColourMeasure, toHeightMeasure } from '../../../src/model/measure.ts';
import { circlePixels, type Shape } from '../../../src/model/shape.ts';
import { tableOf } from '../model/tableOf.ts';

const info = { formula: '', fold: 'additive', interval: true, better: 'higher', sums: true } as const;
const options = {
  height: toHeightMeasure({ ...info, id: 'revenue', label: 'Revenue', unit: 'USD' }),
  colour: toColourMeasure({ ...info, id: 'csat', label: 'Satisfied', unit: '%' }),
  theme: 'dark',
  stale: false,
  anchorOf: () => [10, 20] as const,
} as const;
const now = tableOf([['BR', 25, 80, 40]]);
const table = { ...now, columns: [...now.columns, { name: BEFORE, unit: 'USD' }], values: [...now.values, Float64Array.of(64)] };
const picture = toColumns(table, 'country', options, null);

/** What stands beside Brazil, which has fallen from 64 to 25. */
function ghosts(shape: Shape) {
  const context = {
    scene: () => ({ table, scale: 'linear' }),
    sets: { glide: () => ({ shares: picture.shares, sharesVersion: 1 }), picture: () => picture },
    isCalm: () => true,
  } as unknown as MapContext;
  const part = createGhostsPart(context);
  part.show?.({ before: null, after: picture, isSameLook: false, nowMs: 0 });
  part.step?.(1);
  const frame = { theme: 'dark', shape, size: { tallestMetres: 1000, radiusMetres: 10 }, pixelMetres: 2 } as unknown as MapFrame;
  return (part.solids?.(frame) ?? []).map(({ id, props }) => ({ id, props: props as unknown as Record<string, unknown> }));
}

const heightOf = ({ props }: ReturnType<typeof ghosts>[number]) => (props.modelMatrix as readonly number[])[10];

describe('what stood before', () => {
  it('is as tall as what stands in the shape that is chosen', () => {
    expect(ghosts('columns').map((layer) => [layer.id, heightOf(layer)])).toEqual([
      ['ghost-stems', 1000],
      ['ghost-rings', 1000],
    ]);
    expect(ghosts('regions').map(heightOf)).toEqual([400, 400]);
  });

  it('is a ring of its size on the ground around a bubble', () => {
    const [circle, ...others] = ghosts('bubbles');
    expect(others).toEqual([]);
    expect(circle && [circle.id, heightOf(circle), circle.props.radiusScale]).toEqual([
      'ghost-circles',
      0,
      circlePixels('bubbles', 'country') * 2,
    ]);
    expect(circle?.props.data).toMatchObject({ attributes: { getRadius: { value: Float32Array.of(1) } } });
  });

  it('is not drawn where values have no size', () => {
    expect(ghosts('flat')).toEqual([]);
  });
});
