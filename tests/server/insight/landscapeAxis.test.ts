/** The part of an axis that the land shows: whoever stands there, it runs from less to more. */
import { expect, it } from 'vitest';
import { axisSpan } from '../../../server/insight/landscapeAxis.ts';
import { PERSON_MEASURES } from '../../../src/protocol/people.ts';
import { axisOf, heldIn, toAxis } from '../../../src/protocol/peopleAxis.ts';

function spanOf(measure: string, values: readonly number[]) {
  const places = Float64Array.from(values, (value) => toAxis(axisOf(measure), value));
  return axisSpan({ measure }, places, Uint32Array.from(places.keys()));
}

it('runs from less to more also where all have ordered this very instant, as after the first order ever, and holds them', () => {
  for (const { id } of PERSON_MEASURES)
    for (const values of [[0], [0, 0, 0], [1], [0, 3]]) {
      const span = spanOf(id, values);
      expect(span.to, id).toBeGreaterThan(span.from);
      for (const value of values) {
        const at = heldIn(span, toAxis(axisOf(id), value));
        expect(at >= span.from && at <= span.to, `${id} ${value}`).toBe(true);
      }
    }
});

it('does not reach down to who is new today or paid nothing', () => {
  const some = [...Array.from({ length: 90 }, (_, at) => 10 + at), ...Array.from({ length: 10 }, () => 0)];
  expect(spanOf('tenure', some).from).toBeCloseTo(-2.15);
  expect(spanOf('revenue', some).from).toBeCloseTo(-7.15);
  expect(spanOf('aov', some).from).toBeCloseTo(-7.15);
});

it('counts contacts in whole ones', () => {
  // Nobody called: they stand side by side up to one contact.
  expect(spanOf('contacts', [0, 0.2, 0.5, 0.8])).toEqual({ measure: 'contacts', from: -0.3, to: 4.3 });
  expect(spanOf('contacts', [0, 1, 2, 3.5]).to).toBeCloseTo(4.3);
});
