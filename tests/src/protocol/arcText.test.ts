import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readArcs, writeArcs } from '../../../src/protocol/arcText.ts';

const step = fc.integer({ min: -20_000, max: 20_000 });
const arc = fc.array(fc.tuple(step, step), { minLength: 1, maxLength: 12 });

it('lines come back as they were written', () => {
  const lines = fc.array(arc, { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(lines, (arcs) => {
      expect(readArcs(writeArcs(arcs))).toEqual(arcs);
    }),
    { seed: 7 },
  );
});

it('a line takes one character for each short step', () => {
  expect(
    writeArcs([
      [
        [0, 0],
        [3, -4],
        [-15, 15],
      ],
    ]),
  ).toHaveLength(6);
});
