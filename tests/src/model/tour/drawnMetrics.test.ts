/** The words under a picture name what it draws, whatever the map would. */
import { expect, it } from 'vitest';
import { drawnMetrics } from '../../../../src/model/tour/drawnMetrics.ts';

const KNOWN = ['revenue', 'orders', 'csat', 'revenue_at_risk'];

it('names the metrics of the picture that is shown', () => {
  const chosen = { height: 'orders', colour: 'revenue_at_risk' };
  expect(drawnMetrics({ picture: 'map', ...chosen }, KNOWN)).toEqual({ size: 'orders', colour: 'revenue_at_risk' });
  expect(drawnMetrics({ picture: 'ecosystem', ...chosen }, KNOWN)).toEqual({ size: 'revenue', colour: 'csat' });
  // Orders cannot rise on the land, and people can be coloured by risk.
  expect(drawnMetrics({ picture: 'segments', ...chosen }, KNOWN)).toEqual({ size: 'revenue', colour: 'revenue_at_risk' });
  expect(drawnMetrics({ picture: 'segments', height: 'customers', colour: 'orders' }, ['customers'])).toEqual({
    size: 'customers',
    colour: 'customers',
  });
});
