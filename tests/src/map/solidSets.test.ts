import { expect, it } from 'vitest';
import { createSolidSets } from '../../../src/map/solidSets.ts';
import type { ColumnPicture } from '../../../src/model/columns.ts';

function picture(set: string, id: string): ColumnPicture {
  const places = [{ level: 'territory', id, country: null, region: null, set }];
  const layout = { level: 'territory', places, positions: Float64Array.of(10, 20, 0), slotOf: new Map([[id, 0]]) };
  return { layout, shares: Float32Array.of(1), colours: new Uint8Array(4) } as unknown as ColumnPicture;
}

it('columns of one set of territories do not turn into those of another with the same ids: these rise where they stand', () => {
  const sets = createSolidSets(() => true);
  const shownId = (shown: ColumnPicture) => {
    sets.show(shown, 0, 100);
    sets.step(1);
    return sets.sets().at(-1)?.id;
  };
  const first = shownId(picture('sales', 'north'));
  expect(shownId(picture('sales', 'north'))).toBe(first);
  expect(shownId(picture('service', 'north'))).not.toBe(first);
});
