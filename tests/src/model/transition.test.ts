import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Anchor, anchorId, areResting, matchAnchors } from '../../../src/model/transition.ts';

const anchor = fc.record<Anchor>({
  id: fc.constantFrom('segment Loyal', 'segment New', 'country BR', 'country US', 'channel web'),
  name: fc.constantFrom('', 'A name'),
  x: fc.integer({ min: 0, max: 1280 }),
  y: fc.integer({ min: 0, max: 720 }),
  radius: fc.integer({ min: 1, max: 40 }),
  colour: fc.constant('red'),
  isChip: fc.boolean(),
});
const at = (id: string, x: number, isChip = false): Anchor => ({ id, name: id, x, y: 0, radius: 10, colour: 'red', isChip });

describe('the way to another picture', () => {
  it('joins the same thing to itself and nothing else, once', () => {
    fc.assert(
      fc.property(fc.array(anchor), fc.array(anchor), (before, after) => {
        const flights = matchAnchors(before, after, new Set());
        expect(new Set(flights.map(({ id }) => id)).size).toBe(flights.length);
        for (const { id, from, to } of flights) {
          expect(from === null || from.id === id).toBe(true);
          expect(to === null || to.id === id).toBe(true);
          expect(from !== null || to !== null).toBe(true);
          expect((from?.isChip ?? true) && (to?.isChip ?? true)).toBe(false);
        }
        for (const { id } of before.filter(({ isChip }) => !isChip))
          if (after.some((other) => other.id === id)) expect(flights.find((flight) => flight.id === id)?.to).not.toBeNull();
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  it('takes what is chosen from its mark to its chip, first of all', () => {
    const chosen = new Set(['segment Loyal']);
    const big = { ...at('country BR', 5), radius: 40 };
    const flights = matchAnchors([at('segment Loyal', 1), big, at('segment Loyal', 9, true)], [at('segment Loyal', 9, true), big], chosen);
    expect(flights[0]).toMatchObject({ id: 'segment Loyal', isChosen: true, from: { x: 1 }, to: { x: 9, isChip: true } });
    expect(flights[1]).toMatchObject({ id: 'country BR', isChosen: false });
  });

  it('keeps the number of discs small, the largest stay', () => {
    const many = (from: number) => Array.from({ length: 80 }, (_, n) => ({ ...at(anchorId('country', String(from + n)), n), radius: n }));
    const flights = matchAnchors(many(0), many(40), new Set());
    expect(flights.filter(({ from, to }) => from && to)).toHaveLength(24);
    expect(flights).toHaveLength(24 + 10 + 10);
    expect(flights[0]?.from?.radius).toBe(79);
  });

  it('knows when a picture rests', () => {
    expect(areResting([at('a b', 1)], [at('a b', 1.2)])).toBe(true);
    expect(areResting([at('a b', 1)], [at('a b', 3)])).toBe(false);
    expect(areResting([at('a b', 1)], [])).toBe(false);
  });
});
