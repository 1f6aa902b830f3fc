/** Lines that lie on the land: all that are told are drawn. */
import { expect, it } from 'vitest';
import { createDrape, DRAPED } from '../../../src/scene/landscapeDrape.ts';

const ring = (x: number, count: number): number[] =>
  Array.from({ length: count }, (_, at) => [x + Math.cos((6.28 * at) / count), Math.sin((6.28 * at) / count)]).flat();

it('draws the line of those who are due also after more borders than there was room for at first', () => {
  const drape = createDrape(500);
  drape.begin();
  for (let segment = 0; segment < 30; segment++) drape.line(ring(segment, 380), 380, { isClosed: true, half: 0.01, kind: DRAPED.border });
  drape.line([2, -6, 2, 0, 2, 6], 3, { isClosed: false, half: 0.03, kind: DRAPED.due });
  drape.end();
  const places = 30 * 381 + 3;
  const { count } = drape.geometry.drawRange;
  expect(count).toBe(6 * (30 * 380 + 2));
  expect(drape.curtain.drawRange.count).toBe(count);
  for (const geometry of [drape.geometry, drape.curtain]) expect(geometry.getAttribute('aPlace').count).toBeGreaterThanOrEqual(2 * places);
  // The last line: its places and its kind, and the first of all is still there.
  const last = drape.geometry.index?.getX(count - 1) ?? -1;
  expect(last).toBe(2 * places - 1);
  expect([drape.geometry.getAttribute('aPlace').getX(last), drape.geometry.getAttribute('aPlace').getY(last)]).toEqual([2, 6]);
  expect(drape.geometry.getAttribute('aLook').getZ(last)).toBe(DRAPED.due);
  expect(drape.geometry.getAttribute('aPlace').getX(0)).toBe(1);
  // Begun anew, it holds what is drawn now.
  drape.begin();
  drape.line([0, 0, 1, 0, 1, 1], 3, { isClosed: true, half: 0.01, kind: DRAPED.border });
  drape.end();
  expect(drape.geometry.drawRange.count).toBe(6 * 3);
});
