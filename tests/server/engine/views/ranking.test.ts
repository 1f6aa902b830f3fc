/** The first of an order that is kept up to date are those that sorting would give. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRanking } from '../../../../server/engine/views/ranking.ts';

const GROUPS = 40;
/** Few figures and times, so that most are equal and ids decide. */
const figure = fc.oneof(fc.integer({ min: -2, max: 3 }), fc.constantFrom(Number.NaN, 1e15, -1e15, 0.1));
const change = fc.record({ group: fc.nat(GROUPS - 1), figure, isAlive: fc.boolean(), time: fc.nat(2) });

describe('a ranking', () => {
  it('has the first of all groups, whatever changes', () => {
    const ticks = fc.array(fc.array(change, { maxLength: 30 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 15 }), fc.boolean(), ticks, (limit, isTimed, changes) => {
        const figures = new Float64Array(GROUPS);
        const times = new Int32Array(GROUPS);
        const alive = new Set<number>();
        // Ids in an order that is not that of the numbers; one group in seven has none.
        const idOf = (group: number): string | null => (group % 7 === 3 ? null : `id ${(group * 17) % GROUPS}`);
        const ranking = createRanking({
          limit,
          dimensions: 3,
          timeDimensions: isTimed ? [0] : [],
          isAlive: (group) => alive.has(group),
          codeOf: (group) => times[group] as number,
          idOf: (group, dimension) => (dimension === 0 ? 'same' : dimension === 1 ? idOf(group) : String(group).padStart(3, '0')),
          firstOf: (group) => figures[group] as number,
        });

        const compare = (a: number, b: number): number => {
          if (isTimed && times[a] !== times[b]) return (times[a] as number) - (times[b] as number);
          const [one, other] = [a, b].map((group) =>
            Number.isNaN(figures[group]) ? Number.NEGATIVE_INFINITY : (figures[group] as number),
          );
          if (one !== other) return (other as number) - (one as number);
          const texts = [idOf(a), idOf(b)];
          if (texts[0] === texts[1]) return a - b;
          return texts[0] === null ? 1 : texts[1] === null ? -1 : (texts[0] as string) < (texts[1] as string) ? -1 : 1;
        };

        let shown = new Set<number>();
        for (const tick of changes) {
          const changed = new Set<number>();
          for (const { group, figure, isAlive, time } of tick) {
            // A group that lives keeps its time.
            if (!alive.has(group) && !changed.has(group)) times[group] = time;
            figures[group] = figure;
            if (isAlive) alive.add(group);
            else alive.delete(group);
            changed.add(group);
          }
          const moved = new Set(ranking.update(changed));
          const first = new Set([...alive].sort(compare).slice(0, limit));
          const isFirst = Array.from({ length: GROUPS }, (_, group) => group).filter(ranking.isFirst);
          expect(isFirst).toEqual([...first].sort((a, b) => a - b));
          for (const group of isFirst) if (!shown.has(group)) expect(moved.has(group) || changed.has(group)).toBe(true);
          for (const group of shown) if (!first.has(group)) expect(moved.has(group) || changed.has(group)).toBe(true);
          shown = first;
        }
      }),
      { numRuns: 500, seed: 4400 },
    );
  });
});
