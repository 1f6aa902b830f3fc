/** The ground in the colours of its regions. */
import { expect, it } from 'vitest';
import { NO_TINTS, regionTints } from '../../../../src/model/landscape/tints.ts';
import { GROUND } from '../../../../src/protocol/landscape.ts';

const LEFT_FRONT = [-11, 6.3, 0, 6.3, 0, 0, -11, 0];
const ALL = [-11, 6.3, 11, 6.3, 11, -6.3, -11, -6.3];
const at = (tints: Uint8Array, column: number, row: number) => Array.from(tints.subarray(4 * (row * GROUND.width + column)).subarray(0, 4));

it('gives every cell the colour of the first region that it lies in, on axes that run either way', () => {
  const regions = [
    { outline: LEFT_FRONT, colour: [200, 10, 20] as const },
    { outline: ALL, colour: [1, 2, 3] as const },
  ];
  const tints = regionTints(regions, { sideX: 1, sideZ: 1 });
  expect(at(tints, 0, 0)).toEqual([200, 10, 20, 255]);
  expect(at(tints, GROUND.width - 1, 0)).toEqual([1, 2, 3, 255]);
  expect(at(tints, 0, GROUND.height - 1)).toEqual([1, 2, 3, 255]);
  const turned = regionTints(regions, { sideX: -1, sideZ: 1 });
  expect(at(turned, GROUND.width - 1, 0)).toEqual([200, 10, 20, 255]);
  expect(at(turned, 0, 0)).toEqual([1, 2, 3, 255]);
});

it('leaves a region without answers as bare ground, and all of it where none has any', () => {
  const tints = regionTints(
    [
      { outline: LEFT_FRONT, colour: null },
      { outline: [0, 6.3, 11, 6.3, 11, 0, 0, 0], colour: [9, 9, 9] },
    ],
    { sideX: 1, sideZ: 1 },
  );
  expect(at(tints, 0, 0)).toEqual([0, 0, 0, 0]);
  expect(at(tints, GROUND.width - 1, 0)).toEqual([9, 9, 9, 255]);
  expect(regionTints([{ outline: ALL, colour: null }], { sideX: 1, sideZ: 1 })).toBe(NO_TINTS);
});
