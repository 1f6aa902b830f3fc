import { expect, it } from 'vitest';
import { DEFAULT_VIEW, type ViewState } from '../../../../src/model/viewState.ts';
import type { MetricInfo } from '../../../../src/protocol/catalog.ts';
import { colourText, placeShown } from '../../../../src/ui/share/useShown.ts';

const metric = (id: string, label: string, unit: string) => ({ id, label, unit, better: 'higher' }) as MetricInfo;
const [revenue, csat] = [metric('revenue', 'Revenue', 'USD'), metric('csat', 'Satisfaction', '%')];
const february: ViewState['window'] = { kind: 'between', from: '2026-02-01T00:00:00Z', to: '2026-03-01T00:00:00Z' };
const told = (part: Partial<ViewState>) => colourText({ ...DEFAULT_VIEW, window: february, ...part }, revenue, csat);

it('a picture that compares says that its colours are a change, and against which time', () => {
  expect(told({ compare: 'previous' })).toBe('Change of Revenue against the period before');
  expect(told({ compare: 'year' })).toBe('Change of Revenue against the year before');
});

it('one that does not, or that has no time before it or other colours, names its metric', () => {
  expect(told({})).toBe('Satisfaction');
  expect(told({ compare: 'year', window: { kind: 'all' } })).toBe('Satisfaction');
  expect(told({ compare: 'year', picture: 'ecosystem' })).toBe('Satisfaction');
});

it('a picture is called by the place that it is of: the land and the ecosystem are of the one pointed out, the map of all around it', () => {
  const brazil = { level: 'country', id: 'BR', country: 'BR', region: null } as const;
  const paulo = { level: 'region', id: 'BR-SP', country: 'BR', region: 'BR-SP' } as const;
  const placeOf = (picture: ViewState['picture']) => placeShown({ picture, focus: brazil, selected: paulo });
  expect([placeOf('map'), placeOf('segments'), placeOf('ecosystem')]).toEqual([brazil, paulo, paulo]);
  expect(placeShown({ picture: 'map', focus: null, selected: paulo })).toBe(paulo);
});
