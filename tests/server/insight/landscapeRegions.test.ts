/** The money of the segments: to the ten-thousandth what answers add up to. */
import { expect, it } from 'vitest';
import { namedRegions, toldRegions, toldSum } from '../../../server/insight/landscapeRegions.ts';

it('adds up amounts exactly, in a small shop and where a segment brings a million millions', () => {
  const count = 20_000;
  const columns = () => new Float64Array(count);
  for (const most of [3, 5e7]) {
    // Whole 1/10,000ths, each another one.
    const fixed = Array.from({ length: count }, (_, at) => BigInt(Math.floor(((at * 7919) % count) * ((most * 10_000) / count))) + 1n);
    const revenue = Float64Array.from(fixed, (amount) => Number(amount) / 10_000);
    const crowd = {
      ...{ customers: Uint32Array.from(revenue.keys()), revenue, answers: columns(), satisfied: columns() },
      unhappy: Uint8Array.from(revenue, (_, at) => at % 2),
    };
    const placing = { atX: columns(), atZ: columns(), rises: revenue };
    const [champions] = toldRegions(namedRegions(new Uint8Array(count).fill(1)), crowd, placing, 0).figures;
    const sumOf = (amounts: readonly bigint[]) => {
      const total = amounts.reduce((sum, amount) => sum + amount, 0n);
      return Number(`${total / 10_000n}.${String(total % 10_000n).padStart(4, '0')}`);
    };
    expect(champions?.revenue).toBe(sumOf(fixed));
    expect(champions?.atRisk).toBe(sumOf(fixed.filter((_, at) => at % 2 === 1)));
    expect(toldSum(revenue, 0)).toBe(sumOf(fixed));
    expect(toldSum(revenue, 0)).not.toBe(revenue.reduce((sum, amount) => sum + amount, 0));
  }
});
