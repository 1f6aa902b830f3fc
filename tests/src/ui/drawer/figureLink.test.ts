import { expect, it } from 'vitest';
import type { RankedDimension } from '../../../../src/model/drivers/rankDrivers.ts';
import { fromSearch } from '../../../../src/model/viewSearch.ts';
import { DEFAULT_VIEW, type ViewState } from '../../../../src/model/viewState.ts';
import type { MetricInfo } from '../../../../src/protocol/catalog.ts';
import { figureLink } from '../../../../src/ui/drawer/why/figureLink.ts';
import type { FoundDrivers } from '../../../../src/ui/drawer/why/useDrivers.ts';

const revenue = { id: 'revenue', unit: 'USD', sums: true } as unknown as MetricInfo;
const at = '2026-11-23T15:00:00Z';

function linked(part: Partial<ViewState>, to: string | null): ViewState {
  const window: ViewState['window'] = { kind: 'between', from: '2017-08-01T00:00:00Z', to: '2017-09-01T00:00:00Z' };
  const now = { ...DEFAULT_VIEW, window, ...part };
  const times = { now: { from: null, to }, before: null };
  const found = { analysis: null, asOf: { epoch: 'e', seq: 7 }, times, views: { now, before: null }, at } as unknown as FoundDrivers;
  return fromSearch(figureLink({ of: 'whole' }, found, {} as RankedDimension, revenue)?.search ?? '');
}

it('a figure of a sentence leads to the numbers of the moment it was told, and says that moment, not the end of its window', () => {
  const moment = { epoch: 'e', seq: 7, at };
  expect(linked({}, '2017-09-01T00:00:00Z')).toMatchObject({ asOf: moment, tense: 'then' });
  // A window that is not over ends later than anything that is known of it, and all of time has no end.
  expect(linked({}, '2026-12-01T00:00:00Z').asOf).toEqual(moment);
  expect(linked({ window: { kind: 'all' } }, null).asOf).toEqual(moment);
});

it('also where it was told of the present beside an earlier moment', () => {
  const asOf = { epoch: 'e', seq: 3, at: '2026-01-01T00:00:00Z' };
  expect(linked({ asOf, tense: 'now' }, '2017-09-01T00:00:00Z')).toMatchObject({ asOf: { seq: 7, at }, tense: 'then' });
});
