/** The numbers never order groups otherwise than their ids do, whatever ids come in whatever order. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareIds } from '../../../../server/engine/order.ts';
import { IdKeys } from '../../../../server/engine/views/idKeys.ts';

function keysOf(ids: readonly (string | null)[]) {
  let asked = 0;
  const keys = new IdKeys((group) => {
    asked += 1;
    return ids[group] as string | null;
  });
  for (const group of ids.keys()) keys.add(group, () => Array.from({ length: group }, (_, other) => other));
  return { keys, asked };
}

describe('keys of ids', () => {
  it('are in the order of the ids or the same', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 9 }),
      fc.nat(2000).map((number) => `customer ${number}`),
      fc.constantFrom('', '\0', '\u00fd', '\u00fe', '\u00ff', '\uffff', '\u{10000}', '\ud800', 'customer \u00fea', 'customer \u00feb'),
    );
    fc.assert(
      fc.property(fc.array(fc.option(text), { maxLength: 20 }), (ids) => {
        const { keys } = keysOf(ids);
        for (const [a, one] of ids.entries())
          for (const [b, other] of ids.entries()) if (keys.of(a) < keys.of(b)) expect(compareIds(one, other)).toBeLessThan(0);
      }),
      { numRuns: 500, seed: 20 },
    );
  });

  it('tell counted ids apart', () => {
    const { keys } = keysOf(Array.from({ length: 5000 }, (_, at) => `customer ${at}`));
    expect(new Set(Array.from({ length: 5000 }, (_, group) => keys.of(group))).size).toBe(5000);
  });

  it('are made anew a few times only, however often ids begin otherwise', () => {
    const long = 'x'.repeat(200);
    const { asked } = keysOf(Array.from({ length: 200 }, (_, at) => `${long.slice(at)}y`));
    expect(asked).toBeLessThan(13 * 200);
  });
});
