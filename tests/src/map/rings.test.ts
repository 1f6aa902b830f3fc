import { expect, it } from 'vitest';
import type { MapContext, MapFrame } from '../../../src/map/mapPart.ts';
import { createRingsPart } from '../../../src/map/rings.ts';
import { type ColumnPicture, MARK } from '../../../src/model/columns.ts';

function picture(marks: readonly number[]): ColumnPicture {
  const layout = { level: 'city', positions: Float64Array.from(marks.flatMap((_, slot) => [slot, 10, 0])) };
  return { layout, marks: Uint8Array.from(marks) } as unknown as ColumnPicture;
}

it('sends no rings anew with each release while no value is zero', () => {
  let shown = picture([MARK.solid, MARK.solid]);
  const context = { sets: { picture: () => shown }, scene: () => ({ selected: null }), slotOf: () => -1 } as unknown as MapContext;
  const part = createRingsPart(context);
  const frame = { theme: 'dark', size: { radiusMetres: 10 } } as unknown as MapFrame;
  const zeros = () => part.ground?.(frame)?.find(({ id }) => id === 'zeros')?.props.data;
  const before = zeros();
  shown = picture([MARK.uncertain, MARK.solid]);
  expect(zeros()).toBe(before);
  shown = picture([MARK.zero, MARK.solid, MARK.zero]);
  expect(zeros()).toEqual([
    [0, 10],
    [2, 10],
  ]);
});
